package dev.gatelint.stack.spring;

import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The paths that are given to a registration, call by call. */
final class PathLists {
    private PathLists() {}

    /** The arguments of all calls with this name, as matchers; what cannot be told is unknown. */
    static List<RequestMatcher> of(Value.Recorder recorder, String name, Version framework) {
        List<RequestMatcher> found = new ArrayList<>();
        for (Value.Recorded call : recorder.calls()) {
            if (!call.call().name().equals(name)) continue;
            for (int i = 0; i < call.arguments().size(); i++) {
                Span at = call.scope().span(call.call().arguments().get(i));
                if (call.arguments().get(i) instanceof Value.Texts texts) {
                    texts.texts().forEach(text -> found.add(new RequestMatcher.Path(UrlPattern.ofInterceptor(text, framework), at)));
                } else {
                    found.add(new RequestMatcher.Unknown("patterns"));
                }
            }
        }
        return found;
    }
}
