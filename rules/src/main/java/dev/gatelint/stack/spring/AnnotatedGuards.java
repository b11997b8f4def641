package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Guard annotations of a library other than Spring Security.
 *
 * @param names    full names with what each asks of callers
 * @param enforced the requests at whose handlers anything looks
 * @param why      why nothing looks at the others, as the end of a sentence
 * @param remedy   what makes it look
 */
record AnnotatedGuards(Sources sources, Map<String, Access> names, RequestMatcher enforced, String why, String remedy) {
    /** The annotations on a handler or its class, with what each asks. */
    List<Decision> on(Request.Handler handler) {
        List<Decision> found = new ArrayList<>();
        new TreeMap<>(names).forEach((name, access) -> evidence(sources, handler, name)
            .ifPresent(at -> found.add(Decision.of(access, at))));
        return found;
    }

    /** What the annotations that are looked at ask of a request. */
    Decision decide(List<Decision> carried, Request request) {
        Decision decision = Decision.of(Access.PUBLIC);
        if (carried.isEmpty()) return decision;
        Answer looked = enforced.takes(request, sources);
        for (Decision one : carried) {
            if (looked == Answer.YES) decision = decision.and(one);
            else if (looked == Answer.UNKNOWN) decision = decision.and(new Decision(Access.UNKNOWN, one.evidence(), Optional.empty(),
                Optional.empty()));
        }
        return decision;
    }

    /** One guard for each class whose annotations nothing looks at. */
    void report(List<SecurityGuards.Door> doors, Model.Builder model) {
        Map<Sources.Type, Map<Evidence, Boolean>> inert = new LinkedHashMap<>();
        for (SecurityGuards.Door door : doors) {
            if (door.mapping().handler().isEmpty()) continue;
            Request.Handler handler = door.mapping().handler().get();
            if (door.requests().stream().anyMatch(request -> enforced.takes(request, sources) != Answer.NO)) continue;
            for (Decision one : on(handler)) inert.computeIfAbsent(handler.bean(), bean -> new LinkedHashMap<>())
                .put(one.evidence().get(0), true);
        }
        inert.forEach((bean, places) -> {
            Evidence first = places.keySet().iterator().next();
            String more = places.size() == 1 ? "" : ", like the " + (places.size() - 1) + " more in this class";
            model.add(new Guard(first.at(), first.why(), "", List.of(Flaw.certain(Guard.Kind.NOT_ENFORCED, "is never checked" + more + ": "
                + why, remedy))));
        });
    }

    /** Where a handler, or its class, carries an annotation. */
    static Optional<Evidence> evidence(Sources sources, Request.Handler handler, String annotation) {
        return sources.composed(handler.declaring(), handler.method().annotations(), annotation)
            .or(() -> sources.composed(handler.bean(), handler.bean().declared().annotations(), annotation))
            .map(found -> new Evidence(found.span(), Sketch.annotation(found.annotation())));
    }
}
