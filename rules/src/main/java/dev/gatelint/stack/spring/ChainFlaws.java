package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Span;
import dev.gatelint.stack.spring.SecurityGuards.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with filter chains and their rules, given the doors behind them. */
final class ChainFlaws {
    /** How many doors a finding names. */
    private static final int MOST_PLACES = 10;
    private static final Pattern AUTHORITY = Pattern.compile("\\.hasAuthority\\(\"(\\w+)\"\\)$");
    private final SecurityGuards guards;
    private final SecurityLayer layer;
    private final SpringApplication application;
    private final List<Door> doors;
    private final RuleFlaws rules;
    private final Optional<Set<String>> granted;

    ChainFlaws(SecurityGuards guards, SecurityLayer layer, SpringApplication application, List<Door> doors) {
        this.guards = guards;
        this.layer = layer;
        this.application = application;
        this.doors = doors;
        this.rules = new RuleFlaws(guards, application, doors);
        this.granted = GrantedNames.of(application);
    }

    /** Adds an access rule for every rule and chain, and a guard for every chain that is not loaded. */
    void report(Model.Builder model) {
        if (!layer.isPresent()) return;
        List<SecurityChain> chains = layer.chains().active();
        for (int i = 0; i < chains.size(); i++) {
            SecurityChain chain = chains.get(i);
            for (int j = 0; j < chain.rules().size(); j++) {
                SecurityChain.Rule rule = chain.rules().get(j);
                if (rule.literal()) add(model, rule.at(), rule.subject(), rule.access(), rules.of(chain, j));
            }
            for (SecurityChain.Dangling dangling : chain.dangling()) {
                add(model, dangling.at(), dangling.subject(), Access.UNKNOWN, List.of(dangling(chain, dangling)));
            }
            add(model, chain.matcherAt().orElse(chain.at()), chain.name(), Access.UNKNOWN, chainFlaws(chains, i));
            weakened(chain).ifPresent(flaw -> model.add(new Guard(chain.at(), chain.name(), "", List.of(flaw))));
            locked(chain).ifPresent(model::add);
            chain.rules().forEach(rule -> nobody(rule).ifPresent(model::add));
        }
        for (SecurityChain.Rule rule : layer.chains().ignored()) {
            add(model, rule.at(), rule.subject(), rule.access(), rules.ignored(rule));
        }
        for (SecurityChain chain : layer.chains().unloaded()) model.add(new Guard(chain.at(), chain.name(), "",
            List.of(NotLoaded.of(chain, application))));
    }

    private static void add(Model.Builder model, Span at, String subject, Access access, List<Flaw<AccessRule.Kind>> flaws) {
        model.add(new AccessRule(at, subject, access, flaws));
    }

    private List<Flaw<AccessRule.Kind>> chainFlaws(List<SecurityChain> chains, int index) {
        SecurityChain chain = chains.get(index);
        List<Flaw<AccessRule.Kind>> flaws = new ArrayList<>();
        shadowed(chains, index).ifPresent(flaws::add);
        if (flaws.isEmpty()) fallback(chain).ifPresent(flaws::add);
        if (index == chains.size() - 1) chainGap(chains).ifPresent(flaws::add);
        return flaws;
    }

    /** An earlier chain takes all that this one would. */
    private Optional<Flaw<AccessRule.Kind>> shadowed(List<SecurityChain> chains, int index) {
        SecurityChain chain = chains.get(index);
        if (chain.active() != Answer.YES || !chain.order().known()) return Optional.empty();
        for (SecurityChain earlier : chains.subList(0, index)) {
            if (earlier.active() != Answer.YES || !earlier.order().known() || earlier.matcher()
                .covers(chain.matcher()) != Answer.YES) continue;
            boolean noticed = application.versions().securityAtLeast("6.5") && (earlier.matcherAt().isEmpty() || earlier.matcher()
                .equals(chain.matcher()));
            Optional<String> open = doors.stream().flatMap(door -> door.requests().stream()
                .filter(request -> decides(door, request, earlier, Access.PUBLIC)
                && chain.matcher().takes(request, application.sources()) == Answer.YES && chain.rules().stream()
                    .anyMatch(r -> r.access() != Access.PUBLIC)).map(Request::toString))
                .findFirst();
            String effect = "is never asked: " + earlier.name() + " comes first and takes every request that it would take"
                + (noticed ? ", and Spring Security " + application.versions().likelySecurity()
                    + " refuses to start with UnreachableFilterChainException"
                    : open.map(request -> ", so `" + request + "` is open to anyone").orElse(""));
            return Optional.of(new Flaw<>(AccessRule.Kind.SHADOWED, effect, "give the narrower chain the smaller @Order", noticed
                || open.isPresent()
                ? Certainty.CERTAIN : Certainty.LIKELY, List.of(new Evidence(earlier.matcherAt().orElse(earlier.at()), earlier.name())),
                    List.of()));
        }
        return Optional.empty();
    }

    private boolean decides(Door door, Request request, SecurityChain chain, Access access) {
        Decision decision = layer.decide(request);
        return decision.access() == access && decision.chain().filter(chain::equals).isPresent()
            && guards.decide(door.mapping(), request).access() == access;
    }

    /** No rule of this chain takes a request that it takes. */
    private Optional<Flaw<AccessRule.Kind>> fallback(SecurityChain chain) {
        if (chain.active() != Answer.YES || layer.fallback(chain).access() == Access.UNKNOWN) return Optional.empty();
        Access access = layer.fallback(chain).access();
        if (access == Access.DENIED && chain.style() == SecurityChain.Style.AUTHORIZE_EXCHANGE && chain.rules()
            .isEmpty()) return Optional.empty();
        Map<String, Door> behind = new LinkedHashMap<>();
        for (Door door : doors) {
            for (Request request : door.requests()) {
                Decision decision = layer.decide(request);
                boolean falls = decision.chain().filter(chain::equals).isPresent() && decision.rule().isEmpty();
                if (falls && guards.decide(door.mapping(), request).access() == access) behind.putIfAbsent(request.toString(), door);
            }
        }
        List<String> fallen = List.copyOf(behind.keySet());
        if (chain.style() == SecurityChain.Style.NONE && chain.matcherAt().isPresent() && fallen.isEmpty()) return Optional.empty();
        if (chain.style() != SecurityChain.Style.NONE && fallen.isEmpty()) return Optional.empty();
        String example = fallen.isEmpty() ? "" : ": `" + fallen.get(0) + "`" + (fallen.size() > 1 ? " and " + (fallen.size() - 1) + " more"
            : "");
        if (chain.style() == SecurityChain.Style.NONE) {
            return Optional.of(Flaw.certain(AccessRule.Kind.NO_FALLBACK,
                "never says who may come in, so every request that it takes is let through" + example,
                "add authorizeHttpRequests(a -> a.anyRequest().authenticated())").because(places(behind).toArray(Evidence[]::new)));
        }
        if (access == Access.DENIED) {
            return Optional.of(Flaw.certain(AccessRule.Kind.NO_FALLBACK,
                "has no anyRequest(), and this version denies to everyone what no rule takes" + example,
                "end the rules with anyRequest().authenticated()").with(Certainty.LIKELY));
        }
        return Optional.of(Flaw.certain(AccessRule.Kind.NO_FALLBACK,
            "has no anyRequest(), and this version lets everyone through where no rule takes the request" + example,
            "end the rules with anyRequest().authenticated()").because(places(behind).toArray(Evidence[]::new)));
    }

    /** Every chain has a matcher, and some door is behind none of them. */
    private Optional<Flaw<AccessRule.Kind>> chainGap(List<SecurityChain> chains) {
        if (chains.stream().anyMatch(chain -> chain.active() != Answer.YES || chain.matcherAt().isEmpty())) return Optional.empty();
        Map<String, Door> open = new LinkedHashMap<>();
        for (Door door : doors) {
            for (Request request : door.requests()) {
                Decision decision = layer.decide(request);
                boolean none = decision.access() == Access.PUBLIC && decision.chain().isEmpty() && decision.rule().isEmpty()
                    && chains.stream().noneMatch(chain -> chain.matcher().leavesOut(request, application.sources()));
                if (none && !door.mapping().traits().contains(dev.gatelint.model.Endpoint.Trait.PUBLIC_BY_NATURE)
                    && guards.decide(door.mapping(), request).access() == Access.PUBLIC) open.putIfAbsent(request.toString(), door);
            }
        }
        if (open.isEmpty()) return Optional.empty();
        String more = open.size() > 1 ? " and " + (open.size() - 1) + " more" : "";
        String example = open.keySet().iterator().next();
        List<Evidence> others = new ArrayList<>(chains.subList(0, chains.size() - 1).stream()
            .map(chain -> new Evidence(chain.matcherAt().orElseThrow(), chain.name())).toList());
        others.addAll(places(open));
        return Optional.of(Flaw.certain(AccessRule.Kind.NO_FALLBACK,
            (chains.size() > 1 ? "and the chains before it leave out `" : "leaves out `") + example + "`" + more
                + ", which no filter chain takes and which is open to anyone",
            "add a last chain without a matcher that ends in anyRequest().authenticated()").because(others.toArray(Evidence[]::new)));
    }

    /** A few of the doors, so that one finding can answer for them. */
    private static List<Evidence> places(Map<String, Door> open) {
        return open.values().stream().map(Door::mapping).distinct().limit(MOST_PLACES).map(door -> new Evidence(door.at(), door.name()))
            .toList();
    }

    private Flaw<AccessRule.Kind> dangling(SecurityChain chain, SecurityChain.Dangling dangling) {
        Optional<String> open = doors.stream().flatMap(door -> door.requests().stream().filter(request ->
            dangling.matcher().takes(request, application.sources()) == Answer.YES && guards.decide(door.mapping(), request)
                .access() == Access.PUBLIC)
            .map(Request::toString)).findFirst();
        return Flaw.certain(AccessRule.Kind.DANGLING, "is given nothing to do and is dropped without a word" + open.map(r -> ", so `" + r
            + "` is open to anyone").orElse(""),
            "say who may come in, such as .authenticated()");
    }

    /** The page on which one logs in can only be seen by who is logged in. */
    private Optional<Guard> locked(SecurityChain chain) {
        if (chain.loginPage().isEmpty() || chain.active() != Answer.YES || application.versions().reactive()) return Optional.empty();
        SecurityChain.LoginPage page = chain.loginPage().get();
        int query = page.path().indexOf('?');
        Decision decision = layer.decide(Request.of("GET", query < 0 ? page.path() : page.path().substring(0, query)));
        boolean closed = decision.access() == Access.AUTHENTICATED || decision.access() == Access.RESTRICTED;
        if (!closed || decision.chain().filter(chain::equals).isEmpty()) return Optional.empty();
        return Optional.of(new Guard(page.at(), page.subject(), "",
            List.of(Flaw.certain(Guard.Kind.STOPS_EVERYONE, "sends callers to `" + page.path()
            + "`, which asks for a login itself: browsers are redirected to it without end", "add permitAll() after it")
            .because(decision.evidence().toArray(Evidence[]::new)))));
    }

    /** An authority that nobody has, while a role of this name is given. */
    private Optional<Guard> nobody(SecurityChain.Rule rule) {
        Matcher asked = AUTHORITY.matcher(rule.subject());
        if (!asked.find() || granted.isEmpty()) return Optional.empty();
        String name = asked.group(1);
        if (granted.get().contains(name) || !granted.get().contains("ROLE_" + name)) return Optional.empty();
        return Optional.of(new Guard(rule.terminal(), rule.subject(), "",
            List.of(Flaw.certain(Guard.Kind.STOPS_EVERYONE, "refuses everyone with 403: roles(\""
            + name + "\") gives the authority ROLE_" + name + ", and nobody has " + name, "write hasRole(\"" + name + "\")")
            .with(Certainty.LIKELY))));
    }

    /** True when browsers send by themselves what this chain knows callers by. */
    static boolean keepsSession(SecurityChain chain) {
        List<String> features = chain.features();
        boolean session = features.stream().anyMatch(f -> f.equals("formLogin") || f.equals("oauth2Login") || f.equals("rememberMe"));
        return session && !features.contains("STATELESS") && !features.contains("NEVER") && !features.contains("oauth2ResourceServer");
    }

    /** CSRF protection is off while browsers send the session by themselves. */
    private Optional<Flaw<Guard.Kind>> weakened(SecurityChain chain) {
        List<String> features = chain.features();
        boolean off = features.contains("csrf.disable");
        boolean changes = doors.stream().anyMatch(door -> door.mapping().traits()
            .contains(dev.gatelint.model.Endpoint.Trait.CHANGES_STATE));
        if (!off || !keepsSession(chain) || !changes) return Optional.empty();
        return Optional.of(Flaw.certain(Guard.Kind.WEAKENED,
            "switches CSRF protection off while it logs browsers in with a session, so another site can send requests in a user's name",
            "leave csrf on, or make the chain stateless").with(Certainty.LIKELY));
    }
}
