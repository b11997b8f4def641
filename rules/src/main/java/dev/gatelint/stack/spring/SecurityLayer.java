package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Spring Security's filters do with a request: chains in order, rules in order, and what each version does when none takes it. Asked
 * of Security 5.7, 5.8, 6.0, 6.5 and 7.1.
 */
final class SecurityLayer {
    private static final Decision ABSENT = Decision.of(Access.PUBLIC);
    private final Sources sources;
    private final SpringVersions versions;
    private final Configuration config;
    private final ChainFinder.Chains chains;
    private final ChainFinder.Asked asked;
    private final Optional<Evidence> foreign;
    private final boolean whole;
    private final Optional<Evidence> library;

    /**
     * The layer of an application.
     *
     * @param foreign a configuration in XML or Kotlin, which is not read
     * @param whole   false when parts of the application are not in the sources, which may hold chains
     * @param library a library that may hold chains
     */
    SecurityLayer(Sources sources, SpringVersions versions, Configuration config, Optional<Evidence> foreign, boolean whole,
                  Optional<Evidence> library) {
        this.whole = whole;
        this.library = library;
        this.sources = sources;
        this.versions = versions;
        this.config = config;
        this.foreign = foreign;
        this.chains = new ChainFinder(sources, versions, config).find();
        this.asked = chains.always();
    }

    private SecurityLayer(SecurityLayer other, ChainFinder.Asked asked) {
        this.whole = other.whole;
        this.library = other.library;
        this.sources = other.sources;
        this.versions = other.versions;
        this.config = other.config;
        this.foreign = other.foreign;
        this.chains = other.chains;
        this.asked = asked;
    }

    /** The same when everything is set as the files in the sources have it. */
    SecurityLayer configured() {
        return new SecurityLayer(this, chains.configured());
    }

    ChainFinder.Chains chains() {
        return chains;
    }

    /** True when something in the application decides about requests: a chain, or Boot's default. */
    boolean isPresent() {
        return versions.secured() || foreign.isPresent();
    }

    /** What happens to a request. */
    Decision decide(Request request) {
        if (!isPresent()) return library.map(one -> Decision.of(Access.UNKNOWN, one))
            .orElseGet(() -> whole ? ABSENT : Decision.of(Access.UNKNOWN));
        if (foreign.isPresent()) return Decision.of(Access.UNKNOWN, foreign.get());
        return ignored(request, 0);
    }

    private Decision ignored(Request request, int index) {
        if (index == asked.ignored().size()) return chain(request, 0);
        SecurityChain.Rule rule = asked.ignored().get(index);
        return choose(rule.matcher().takes(request, sources), () -> Decision.of(rule), () -> ignored(request, index + 1));
    }

    private Decision chain(Request request, int index) {
        if (index == asked.chains().size()) return index == 0 ? defaults(request) : none(request);
        SecurityChain chain = asked.chains().get(index);
        Answer takes = chain.active().and(chain.matcher().takes(request, sources));
        // it takes the request for certain, but another that takes it too may be asked first
        if (takes == Answer.YES && !chain.order().known() && laterTakes(request, index + 1)) takes = Answer.UNKNOWN;
        Later here = () -> rule(chain, request, 0).by(chain);
        boolean first = chain.active() == Answer.YES && chain.order().known();
        if (first && chain.matcher().isChosen(request, sources)) return here.get().or(chain(request, index + 1));
        if (chain.active() != Answer.UNKNOWN) return choose(takes, here, () -> chain(request, index + 1));
        Decision sometimes = choose(takes, here, () -> chain(request, index + 1));
        // the reason stands beside what is not known
        return sometimes.access() == Access.UNKNOWN && takes != Answer.NO ? sometimes.because(new Evidence(chain.at(), chain.name()
            + " is only made under a condition")) : sometimes;
    }

    private boolean laterTakes(Request request, int index) {
        return asked.chains().subList(index, asked.chains().size()).stream()
            .anyMatch(chain -> chain.active().and(chain.matcher().takes(request, sources)) != Answer.NO);
    }

    private Decision rule(SecurityChain chain, Request request, int index) {
        if (index == chain.rules().size()) return fallback(chain);
        SecurityChain.Rule rule = chain.rules().get(index);
        if (fails(rule, request)) return new Decision(Access.DENIED, List.of(new Evidence(rule.at(), rule.subject())), Optional.empty(),
            Optional.of(rule));
        if (rule.matcher().isChosen(request, sources)) return Decision.of(rule).or(rule(chain, request, index + 1));
        return choose(rule.matcher().takes(request, sources), () -> Decision.of(rule), () -> rule(chain, request, index + 1));
    }

    /** Looking at the rule fails: its pattern is not accepted, which is noticed when a request comes to it and is answered with 500. */
    private static boolean fails(SecurityChain.Rule rule, Request request) {
        return !request.apart() && rule.matcher().patterns().stream()
            .filter(spelled -> spelled.method().map(request.method()::equals).orElse(true))
            .anyMatch(spelled -> spelled.path().pattern().fault().filter(fault -> fault.moment() == Dialect.Moment.REQUEST).isPresent());
    }

    /** True when a request certainly passes without any chain: it is ignored, or no matcher takes it. */
    boolean takesNone(Request request) {
        if (foreign.isPresent() || !whole || chains.active().isEmpty()) return false;
        if (chains.ignored().stream().anyMatch(rule -> rule.matcher().takes(request, sources) == Answer.YES)) return true;
        return chains.active().stream().allMatch(chain -> chain.active() == Answer.YES && chain.matcher()
            .takes(request, sources) == Answer.NO);
    }

    private interface Later {
        Decision get();
    }

    private static Decision choose(Answer takes, Later here, Later further) {
        return switch (takes) {
            case YES -> here.get();
            case NO -> further.get();
            case UNKNOWN -> here.get().either(further.get());
        };
    }

    /** No rule of the chain takes the request. */
    Decision fallback(SecurityChain chain) {
        return switch (chain.style()) {
            case NONE -> Decision.of(Access.PUBLIC, new Evidence(chain.at(), chain.name() + " authorizes nothing"));
            case AUTHORIZE_REQUESTS -> Decision.of(Access.PUBLIC, new Evidence(chain.at(), chain.name() + " has no rule for it"));
            case AUTHORIZE_EXCHANGE -> Decision.of(Access.DENIED, new Evidence(chain.at(), chain.name() + " has no rule for it"));
            case AUTHORIZE_HTTP_REQUESTS -> Decision.of(versions.securityAtLeast("6.0") ? Access.DENIED : versions.securityBefore("6.0")
                ? Access.PUBLIC : Access.UNKNOWN,
                Stream.concat(Stream.of(new Evidence(chain.at(), chain.name() + " has no rule for it")), versions.told().stream())
                    .toArray(Evidence[]::new));
        };
    }

    /** There are chains, and none takes the request. */
    private Decision none(Request request) {
        // it would be taken by each chain, so it gets here only when none of them is made
        boolean all = asked.chains().stream().allMatch(chain -> chain.matcher().takes(request, sources) == Answer.YES);
        if (all) return defaults(request);
        boolean certain = asked.chains().stream().anyMatch(chain -> chain.active() == Answer.YES);
        Evidence[] evidence = asked.chains().stream().filter(chain -> chain.matcherAt().isPresent())
            .map(chain -> new Evidence(chain.matcherAt().get(), chain.name() + " does not take it")).toArray(Evidence[]::new);
        Decision open = Decision.of(Access.PUBLIC, evidence);
        return certain ? open : open.either(defaults(request));
    }

    /** No chain bean: Boot makes one that authenticates everything, and lets the health endpoint through when the actuator is there. */
    private Decision defaults(Request request) {
        if (switchedOff()) return ABSENT;
        if (library.isPresent()) return Decision.of(Access.UNKNOWN, library.get());
        if (versions.boot().isEmpty() || !whole) return Decision.of(Access.UNKNOWN);
        String base = config.text("management.endpoints.web.base-path").orElse("/actuator");
        boolean health = request.path().equals(base + "/health") || request.path().startsWith(base + "/health/");
        return Decision.of(health ? Access.PUBLIC : Access.AUTHENTICATED);
    }

    /** True when Boot was told to leave out its security. */
    private boolean switchedOff() {
        if (config.list("spring.autoconfigure.exclude").orElse(List.of()).stream()
            .anyMatch(SecurityLayer::isAutoConfiguration)) return true;
        return sources.types().stream().flatMap(type -> type.declared().annotations().stream())
            .filter(a -> a.simpleName().equals("SpringBootApplication") || a.simpleName().equals("EnableAutoConfiguration"))
            .flatMap(a -> a.attributes().stream()).filter(a -> a.name().startsWith("exclude"))
            .anyMatch(a -> a.all(Expression.ClassLiteral.class).stream().anyMatch(l -> isAutoConfiguration(l.type().name()))
                || a.all(Expression.Literal.class).stream().anyMatch(l -> isAutoConfiguration(l.value())));
    }

    private static boolean isAutoConfiguration(String name) {
        return name.endsWith("SecurityAutoConfiguration") && !name.contains("UserDetails");
    }
}
