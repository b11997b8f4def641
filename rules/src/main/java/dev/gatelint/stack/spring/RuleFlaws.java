package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.source.Fix;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.spring.SecurityGuards.Door;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a single rule of a chain: shadowed, too narrow, passed by another spelling, never matching. */
final class RuleFlaws {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private final SecurityGuards guards;
    private final SpringApplication application;
    private final List<Door> doors;

    RuleFlaws(SecurityGuards guards, SpringApplication application, List<Door> doors) {
        this.guards = guards;
        this.application = application;
        this.doors = doors;
    }

    List<Flaw<AccessRule.Kind>> of(SecurityChain chain, int index) {
        SecurityChain.Rule rule = chain.rules().get(index);
        List<Flaw<AccessRule.Kind>> flaws = new ArrayList<>();
        faults(rule).ifPresent(flaws::add);
        if (!flaws.isEmpty()) return flaws;
        neverMatches(rule).or(() -> outside(chain, rule)).ifPresent(flaws::add);
        if (flaws.isEmpty()) shadowed(chain, index).ifPresent(flaws::add);
        if (!flaws.isEmpty() || chain.active() == Answer.NO) return flaws;
        if (rule.access() == Access.PUBLIC) {
            tooWide(rule).ifPresent(flaws::add);
        } else if (rule.access() != Access.UNKNOWN) {
            bypass(rule).ifPresent(flaws::add);
            verbGap(rule).ifPresent(flaws::add);
            pathGap(rule, rule.matcher()).ifPresent(flaws::add);
            if (flaws.isEmpty()) typo(rule).ifPresent(flaws::add);
        }
        return flaws;
    }

    /** What is wrong with the paths of an interceptor: they never match, or leave out what lies below. */
    List<Flaw<AccessRule.Kind>> of(Interceptors.Registered interceptor) {
        List<Flaw<AccessRule.Kind>> flaws = new ArrayList<>();
        if (!interceptor.rule().literal()) return flaws;
        faults(interceptor.rule()).ifPresent(flaws::add);
        if (flaws.isEmpty()) neverMatches(interceptor.rule()).ifPresent(flaws::add);
        if (flaws.isEmpty()) pathGap(interceptor.rule(), interceptor.included()).ifPresent(flaws::add);
        return flaws;
    }

    /** A pattern that this version does not accept. */
    private Optional<Flaw<AccessRule.Kind>> faults(SecurityChain.Rule rule) {
        for (RequestMatcher.Spelled spelled : rule.matcher().patterns()) {
            Optional<UrlPattern.Fault> fault = spelled.path().pattern().fault();
            if (fault.isEmpty()) continue;
            String text = spelled.path().pattern().text();
            String effect = fault.get().moment() == Dialect.Moment.START
                ? "stops the application from starting: \"" + text + "\": " + fault.get().message()
                : "is accepted at start and fails every request with 500: \"" + text + "\": " + fault.get().message();
            boolean slash = !text.startsWith("/");
            Flaw<AccessRule.Kind> flaw = Flaw.certain(AccessRule.Kind.INVALID_PATTERN, effect, slash ? "write \"/" + text + "\""
                : "put ** at the end, or name the segments");
            return Optional.of(slash ? flaw.repairedBy(replace(spelled, "/" + text)) : flaw);
        }
        return Optional.empty();
    }

    private Optional<Flaw<AccessRule.Kind>> neverMatches(SecurityChain.Rule rule) {
        String context = application.config().text("server.servlet.context-path").map(c -> c.endsWith("/") ? c.substring(0, c.length() - 1)
            : c).orElse("");
        for (RequestMatcher.Spelled spelled : rule.matcher().patterns()) {
            UrlPattern pattern = spelled.path().pattern();
            String text = pattern.text();
            if (pattern.dialect().grammar() == Dialect.Grammar.REGEX) continue;
            boolean prefixed = !context.isEmpty() && (text.equals(context) || text.startsWith(context + "/"))
                && doors.stream().noneMatch(door -> pattern.overlaps(door.pattern()) != Answer.NO);
            if (prefixed) {
                return Optional.of(Flaw.certain(AccessRule.Kind.NEVER_MATCHES,
                    "never matches: matchers see the path without the context path " + context
                    + open(UrlPattern.of(text.substring(context.length()).isEmpty() ? "/" : text.substring(context.length()),
                        pattern.dialect())), "write \"" + text.substring(context.length()) + "\"")
                    .repairedBy(replace(spelled, text.substring(context.length()))));
            }
            if (text.contains("://") || text.contains("#") || text.indexOf('?') >= 0 && text.indexOf('=') > text.indexOf('?')) {
                return Optional.of(Flaw.certain(AccessRule.Kind.NEVER_MATCHES, "never matches: \"" + text + "\" holds more than a path"
                    + open(pattern), "write only the path"));
            }
            if (pattern.isEmpty() && pattern.fault().isEmpty()) {
                return Optional.of(Flaw.certain(AccessRule.Kind.NEVER_MATCHES, "never matches: a path begins with a slash"
                    + open(UrlPattern.of("/" + text, pattern.dialect())), "write \"/" + text + "\"")
                    .repairedBy(replace(spelled, "/" + text)));
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw<AccessRule.Kind>> outside(SecurityChain chain, SecurityChain.Rule rule) {
        return rule.matcher().patterns().stream().map(spelled -> spelled.path().pattern())
            .filter(pattern -> pattern.dialect().grammar() != Dialect.Grammar.REGEX)
            .flatMap(pattern -> outside(chain, pattern).stream()).findFirst();
    }

    /** The chain itself does not take what the rule is for. */
    private Optional<Flaw<AccessRule.Kind>> outside(SecurityChain chain, UrlPattern pattern) {
        List<RequestMatcher.Spelled> taken = chain.matcher().patterns();
        if (taken.isEmpty() || chain.matcherAt().isEmpty() || !(chain.matcher() instanceof RequestMatcher.Path
            || chain.matcher() instanceof RequestMatcher.Some some
            && some.parts().stream().allMatch(RequestMatcher.Path.class::isInstance))) return Optional.empty();
        if (taken.stream().anyMatch(spelled -> spelled.path().pattern().overlaps(pattern) != Answer.NO)) return Optional.empty();
        return Optional.of(Flaw.certain(AccessRule.Kind.NEVER_MATCHES, "is never asked: its chain does not take \"" + pattern.text() + "\""
            + open(pattern),
            "move it to a chain that does, or widen the chain's matcher")
                .because(new Evidence(chain.matcherAt().get(), "what the chain takes")));
    }

    /** What is open because a pattern does not work. */
    private String open(UrlPattern pattern) {
        return doors.stream().filter(door -> pattern.overlaps(door.pattern()) != Answer.NO).flatMap(door -> door.requests().stream()
            .filter(request -> pattern.matches(request.path(), null) == Answer.YES && guards.decide(door.mapping(), request)
                .access() == Access.PUBLIC))
            .findFirst().map(request -> ", so `" + request + "` is open to anyone").orElse("");
    }

    /** An earlier, weaker rule takes everything. */
    private Optional<Flaw<AccessRule.Kind>> shadowed(SecurityChain chain, int index) {
        SecurityChain.Rule rule = chain.rules().get(index);
        // the application does not start
        if (StartFaults.afterAll(chain).filter(late -> late.rule().equals(rule)).isPresent()) return Optional.empty();
        for (SecurityChain.Rule earlier : chain.rules().subList(0, index)) {
            boolean weaker = earlier.access().compareTo(rule.access()) < 0 && rule.access() != Access.UNKNOWN;
            if (!weaker || earlier.matcher().covers(rule.matcher()) != Answer.YES) continue;
            Optional<Request> example = doors.stream().flatMap(door -> door.requests().stream()).filter(request ->
                rule.matcher().takes(request, application.sources()) == Answer.YES).findFirst();
            String outcome = earlier.access() == Access.PUBLIC ? "open to anyone" : "open to anyone who is logged in";
            String effect = "is never reached: `" + earlier.subject() + "` before it takes the same requests, so "
                + example.map(request -> "`" + request + "` is ").orElse("they are ") + outcome;
            return Optional.of(Flaw.certain(AccessRule.Kind.SHADOWED, effect, "move it before the wider rule")
                .because(new Evidence(earlier.at(), earlier.subject())));
        }
        return Optional.empty();
    }

    /** Whether a request really passes everything, and nothing says that it should. */
    private boolean passes(Door door, Request request) {
        Decision decision = guards.decide(door.mapping(), request);
        if (decision.access() != Access.PUBLIC) return false;
        // a rule that names the path is a decision, not an oversight
        return decision.rule().map(rule -> rule.matcher().takesAll() || rule.matcher().patterns().stream()
            .anyMatch(spelled -> isWide(spelled.path().pattern()))
            || rule.matcher() instanceof RequestMatcher.Verb).orElse(true);
    }

    private static boolean isWide(UrlPattern pattern) {
        return pattern.segments().stream().anyMatch(s -> s instanceof Segment.Rest || s instanceof Segment.One
            || s instanceof Segment.Glob);
    }

    /** A door that this rule guards, asked for in another spelling: a slash at the end, a query. */
    private Optional<Flaw<AccessRule.Kind>> bypass(SecurityChain.Rule rule) {
        boolean slash = application.handlers().optionalSlash() && application.versions().framework()
            .isPresent() && !application.versions().reactive();
        for (Door door : doors) {
            for (Request request : door.requests()) {
                Decision straight = guards.decide(door.mapping(), request);
                if (straight.access() == Access.PUBLIC || straight.rule().filter(rule::equals).isEmpty()) continue;
                boolean regex = rule.matcher().patterns().stream().anyMatch(s -> s.path().pattern().dialect()
                    .grammar() == Dialect.Grammar.REGEX);
                Request query = request.withQuery("q=1");
                if (regex && passes(door, query)) return Optional.of(passedBy(rule, query,
                    "a regular expression has to match the query too", "end the expression with (\\\\?.*)?", "(\\\\?.*)?"));
                Request slashed = request.withPath(request.path() + "/");
                if (slash && door.mapping().kind() != Mapping.Kind.RESOURCE && !request.path().endsWith("/") && passes(door, slashed)) {
                    return Optional.of(passedBy(rule, slashed, "Spring MVC " + application.versions().likelyFramework().major()
                        + " runs the same handler with a slash at the end",
                        "use mvcMatchers, or /** at the end", null));
                }
            }
        }
        return Optional.empty();
    }

    private static Flaw<AccessRule.Kind> passedBy(SecurityChain.Rule rule, Request request, String why, String remedy, String suffix) {
        Flaw<AccessRule.Kind> flaw = Flaw.certain(AccessRule.Kind.BYPASSABLE, "is passed by `" + request
            + "`, which runs the handler for anyone: " + why, remedy);
        List<RequestMatcher.Spelled> patterns = rule.matcher().patterns();
        if (suffix == null || patterns.size() != 1 || patterns.get(0).path().pattern().text().endsWith("$")) return flaw;
        int end = patterns.get(0).path().at().end();
        TextEdit edit = new TextEdit(new dev.gatelint.source.Span(patterns.get(0).path().at().file(), end - 1, end - 1), suffix);
        return flaw.repairedBy(new Fix("Let the expression match a query", Fix.Safety.REVIEW, List.of(edit)));
    }

    /** The same path with another verb. */
    private Optional<Flaw<AccessRule.Kind>> verbGap(SecurityChain.Rule rule) {
        Set<String> verbs = new LinkedHashSet<>();
        rule.matcher().patterns().forEach(spelled -> spelled.method().ifPresent(verbs::add));
        if (rule.matcher() instanceof RequestMatcher.Verb verb) verbs.add(verb.method());
        if (verbs.size() != 1) return Optional.empty();
        String verb = verbs.iterator().next();
        Optional<Request> head = Optional.empty();
        for (Door door : doors) {
            for (Request request : door.requests()) {
                if (guards.decide(door.mapping(), request.withMethod(verb)).rule().filter(rule::equals).isEmpty()) continue;
                boolean same = Witnesses.methods(door.mapping()).contains(verb);
                for (String other : Witnesses.methods(door.mapping())) {
                    if (other.equals(verb) || !passes(door, request.withMethod(other))) continue;
                    if (other.equals("HEAD")) {
                        if (same) head = head.or(() -> Optional.of(request.withMethod("HEAD")));
                    } else if (same || verb.equals("GET") && CHANGING.contains(other)) {
                        return Optional.of(Flaw.certain(AccessRule.Kind.VERB_GAP, "takes " + verb + " only: `" + request.withMethod(other)
                            + "` is open to anyone",
                            "leave the method out, or name the others too"));
                    }
                }
            }
        }
        return head.map(request -> Flaw.certain(AccessRule.Kind.VERB_GAP, "takes GET only: `" + request
            + "` runs the same handler for anyone, without showing its answer",
            "leave the method out, or name HEAD too").with(Certainty.LIKELY));
    }

    /** Doors beside or below the path that end open, although what is {@code asked} for is no wider. */
    private Optional<Flaw<AccessRule.Kind>> pathGap(SecurityChain.Rule rule, RequestMatcher asked) {
        for (RequestMatcher.Spelled spelled : asked.patterns()) {
            List<Segment> segments = spelled.path().pattern().segments();
            int fixed = 0;
            while (fixed < segments.size() && segments.get(fixed) instanceof Segment.Literal literal && !literal.text().isEmpty()) fixed++;
            if (fixed == 0 || segments.size() - fixed > 1) continue;
            boolean exact = segments.size() == fixed;
            boolean one = !exact && (segments.get(fixed) instanceof Segment.One || segments.get(fixed).equals(new Segment.Literal("")));
            if (!exact && !one) continue;
            String base = base(segments.subList(0, fixed));
            UrlPattern below = UrlPattern.of(base + "/**", application.handlers());
            for (Door door : doors) {
                if (below.covers(door.pattern()) != Answer.YES || !sounds(base, door, exact)) continue;
                for (Request request : door.requests()) {
                    if (spelled.method().isPresent() && !spelled.method().get().equals(request.method())) continue;
                    if (asked.takes(request, application.sources()) != Answer.NO || !passes(door, request)) continue;
                    return Optional.of(Flaw.certain(AccessRule.Kind.PATH_GAP, "does not take `" + request + "`, which is open to anyone",
                        "use \"" + base + "/**\"")
                        .because(new Evidence(door.mapping().at(), door.mapping().name())).repairedBy(replace(spelled, base + "/**")));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether what lies below a guarded path was meant with it. Below one exact path, others may well be open: only a name that asks for
     * protection makes that certain.
     */
    private static boolean sounds(String base, Door door, boolean exact) {
        return !door.mapping().traits().contains(Trait.PUBLIC_BY_NATURE) && (!exact || Nature.soundsProtected(base));
    }

    private static String base(List<Segment> literals) {
        StringBuilder path = new StringBuilder();
        for (Segment segment : literals) path.append('/').append(((Segment.Literal) segment).text());
        return path.toString();
    }

    /** A pattern for nothing, beside an open door that is spelled almost like it. */
    private Optional<Flaw<AccessRule.Kind>> typo(SecurityChain.Rule rule) {
        for (RequestMatcher.Spelled spelled : rule.matcher().patterns()) {
            UrlPattern pattern = spelled.path().pattern();
            if (pattern.segments().isEmpty() || doors.stream().anyMatch(door -> pattern.overlaps(door.pattern()) != Answer.NO)) continue;
            List<Segment> segments = pattern.segments();
            for (Door door : doors) {
                Optional<String> meant = Spelling.near(segments, door.pattern().segments());
                if (meant.isEmpty() || door.requests().stream().noneMatch(request -> passes(door, request))) continue;
                String request = door.requests().stream().filter(r -> passes(door, r)).findFirst().orElseThrow().toString();
                return Optional.of(Flaw.certain(AccessRule.Kind.MATCHES_NOTHING, "matches nothing that the application serves, while `"
                    + request + "` is open to anyone",
                    "did you mean \"" + meant.get() + "\"?").with(Certainty.LIKELY).because(new Evidence(door.mapping().at(), door.mapping()
                        .name()))
                    .repairedBy(replace(spelled, meant.get())));
            }
        }
        return Optional.empty();
    }

    /** A permit rule for files that also takes what ends in a variable: {@code /files/x.js} reaches {@code /files/{name}}. */
    private Optional<Flaw<AccessRule.Kind>> tooWide(SecurityChain.Rule rule) {
        for (RequestMatcher.Spelled spelled : rule.matcher().patterns()) {
            List<Segment> segments = spelled.path().pattern().segments();
            boolean suffix = !segments.isEmpty() && segments.get(segments.size() - 1) instanceof Segment.Glob glob
                && glob.pieces().size() == 2 && glob.pieces().get(1) instanceof Segment.Literal end && end.text().startsWith(".");
            if (!suffix) continue;
            for (Door door : doors) {
                boolean guarded = door.requests().stream().allMatch(request -> stops(guards.decide(door.mapping(), request).access()));
                if (!guarded || !door.takesText() || door.pattern().segments().stream()
                    .noneMatch(s -> !(s instanceof Segment.Literal))) continue;
                Optional<String> path = example(spelled.path().pattern(), door);
                if (path.isEmpty() || doors.stream().anyMatch(other -> other != door && other.pattern()
                    .matches(path.get(), null) == Answer.YES)) continue;
                Optional<Request> open = door.requests().stream().map(request -> request.withPath(path.get()))
                    .filter(request -> guards.decide(door.mapping(), request).access() == Access.PUBLIC).findFirst();
                if (open.isEmpty()) continue;
                return Optional.of(Flaw.certain(AccessRule.Kind.OPENS_TOO_MUCH, "opens more than files: `" + open.get() + "` runs "
                    + door.mapping().name() + " for anyone",
                    "name the folders with the files").because(new Evidence(door.mapping().at(), door.mapping().path())));
            }
        }
        return Optional.empty();
    }

    /** A path that both take, if possible one that looks like a file's. */
    private static Optional<String> example(UrlPattern files, Door door) {
        List<Segment> segments = files.segments();
        String end = ((Segment.Literal) ((Segment.Glob) segments.get(segments.size() - 1)).pieces().get(1)).text();
        Optional<String> nice = door.requests().stream().map(request -> request.path() + end)
            .filter(path -> files.matches(path, null) == Answer.YES && door.pattern().matches(path, null) == Answer.YES).findFirst();
        return nice.or(() -> files.common(door.pattern()).filter(path -> path.indexOf('?') < 0));
    }

    private static boolean stops(Access access) {
        return access == Access.AUTHENTICATED || access == Access.RESTRICTED || access == Access.DENIED;
    }

    /** What {@code web.ignoring()} takes away from handlers. */
    List<Flaw<AccessRule.Kind>> ignored(SecurityChain.Rule rule) {
        for (Door door : doors) {
            if (door.mapping().handler().isEmpty() || door.mapping().traits().contains(Trait.PUBLIC_BY_NATURE)) continue;
            for (Request request : door.requests()) {
                if (rule.matcher().takes(request, application.sources()) != Answer.YES || guards.decide(door.mapping(), request)
                    .access() != Access.PUBLIC) continue;
                boolean certain = door.mapping().traits().contains(Trait.PROTECTED_BY_NAME) || CHANGING.contains(request.method());
                return List.of(Flaw.certain(AccessRule.Kind.OPENS_TOO_MUCH, "takes `" + request
                    + "` out of every filter chain: no login, no CSRF protection, and no identity in the handler",
                    "use permitAll() for what is open, and keep ignoring() for static files").with(certain ? Certainty.CERTAIN
                        : Certainty.LIKELY)
                    .because(new Evidence(door.mapping().at(), door.mapping().name())));
            }
        }
        return List.of();
    }

    private static Fix replace(RequestMatcher.Spelled spelled, String text) {
        return new Fix("Write \"" + text + "\"", Fix.Safety.REVIEW, List.of(new TextEdit(spelled.path().at(), "\"" + text + "\"")));
    }
}
