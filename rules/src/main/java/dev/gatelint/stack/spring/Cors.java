package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Other origins that may send the user's cookies. Asked of Boot 2.7 and 3.5: a pattern {@code *} with credentials answers with whatever
 * origin asks; the origin {@code *} with credentials, also as the default, fails every request of another origin with 500.
 */
final class Cors {
    private static final Set<String> EXACT = Set.of("allowedOrigins", "setAllowedOrigins", "addAllowedOrigin", "origins", "value");
    private static final Set<String> PATTERNS = Set.of("allowedOriginPatterns", "setAllowedOriginPatterns", "addAllowedOriginPattern",
        "originPatterns");
    private static final Set<String> CREDENTIALS = Set.of("allowCredentials", "setAllowCredentials");
    private final SpringApplication application;
    private final Sources sources;
    private final boolean cookies;

    /** @param cookies whether callers are known by something that a browser sends by itself */
    Cors(SpringApplication application, boolean cookies) {
        this.application = application;
        this.sources = application.sources();
        this.cookies = cookies;
    }

    /** What is said about one group of paths. */
    private static final class Said {
        private boolean exact;
        private boolean any;
        private boolean pattern;
        private boolean defaults;
        private Span at;
        private String subject = "";

        /** Takes in a call or an attribute. */
        void hear(String name, List<String> texts, Span place, String text) {
            if (EXACT.contains(name)) {
                exact = true;
                any |= texts.contains("*");
            } else if (PATTERNS.contains(name)) {
                exact = true;
                pattern |= texts.contains("*");
            } else if (CREDENTIALS.contains(name) && texts.contains("true")) {
                at = place;
                subject = text;
            } else if (name.equals("applyPermitDefaultValues")) {
                defaults = true;
            }
        }
    }

    void report(Model.Builder model) {
        for (Sources.Type type : sources.types()) {
            annotation(type, type.declared().annotations(), model);
            for (JavaMethod method : type.declared().methods()) {
                annotation(type, method.annotations(), model);
                if (method.body().isPresent()) calls(type, method, model);
            }
        }
    }

    private void annotation(Sources.Type type, List<Annotation> annotations, Model.Builder model) {
        sources.annotation(type, annotations, "org.springframework.web.bind.annotation.CrossOrigin").ifPresent(annotation -> {
            Said said = new Said();
            said.defaults = true;
            annotation.attributes().forEach(a -> said.hear(a.name(), sources.texts(type, a.value()).orElse(List.of()),
                type.span(annotation), Sketch.annotation(annotation)));
            judge(said, model);
        });
    }

    /** Chains that begin at {@code addMapping}, and calls on one {@code CorsConfiguration}. */
    private void calls(Sources.Type type, JavaMethod method, Model.Builder model) {
        List<JavaType> named = method.all(JavaType.class);
        boolean registry = named.stream().anyMatch(t -> t.simpleName().equals("CorsRegistry"));
        boolean object = named.stream().anyMatch(t -> t.simpleName().equals("CorsConfiguration"));
        if (!registry && !object) return;
        Map<String, Said> all = new LinkedHashMap<>();
        for (Expression.Call call : method.all(Expression.Call.class)) {
            String on = registry ? mapping(call) : call.receiver().flatMap(Sources::dotted).orElse("");
            if (on.isEmpty()) continue;
            List<String> texts = new ArrayList<>();
            call.arguments().forEach(argument -> texts.addAll(sources.texts(type, argument).orElse(List.of())));
            Said said = all.computeIfAbsent(on, key -> new Said());
            said.defaults |= registry;
            said.hear(call.name(), texts, new Span(type.path(), call.nameStart(), call.end()), Sketch.call(call));
        }
        all.values().forEach(said -> judge(said, model));
    }

    /** Where the {@code addMapping} stands from which a call is chained. */
    private static String mapping(Expression.Call call) {
        Optional<Expression> at = Optional.of(call);
        while (at.isPresent() && at.get() instanceof Expression.Call link) {
            if (link.name().equals("addMapping")) return String.valueOf(link.nameStart());
            at = link.receiver();
        }
        return "";
    }

    private void judge(Said said, Model.Builder model) {
        if (said.at == null) return;
        boolean old = application.versions().framework().filter(v -> v.before("5.3")).isPresent();
        boolean any = said.any || said.defaults && !said.exact;
        if (said.pattern || any && old) {
            model.add(new Guard(said.at, said.subject, "", List.of(Flaw.certain(Guard.Kind.WEAKENED,
                "lets every site read answers with the cookies of its visitors: all origins are allowed, and each is answered by its name",
                "name the origins that may").with(cookies ? Certainty.LIKELY : Certainty.POSSIBLE))));
        } else if (any) {
            model.add(new Guard(said.at, said.subject, "", List.of(Flaw.certain(Guard.Kind.FAILS_TO_START,
                "fails every request from another origin with 500: the origin * is not allowed together with credentials",
                "name the origins").with(application.versions().framework().isPresent() ? Certainty.CERTAIN : Certainty.LIKELY))));
        }
    }
}
