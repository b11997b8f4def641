package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.stack.spring.SecurityGuards.Door;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with guards that are not Spring Security's, given the doors behind them. */
final class OwnFlaws {
    private final SecurityGuards guards;
    private final OwnGuards own;
    private final SpringApplication application;
    private final List<Door> doors;
    private final RuleFlaws rules;

    OwnFlaws(SecurityGuards guards, OwnGuards own, SpringApplication application, List<Door> doors) {
        this.guards = guards;
        this.own = own;
        this.application = application;
        this.doors = doors;
        this.rules = new RuleFlaws(guards, application, doors);
    }

    void report(Model.Builder model) {
        own.annotations().forEach(family -> family.report(doors, model));
        own.shiroChains().forEach(chain -> shiro(chain, model));
        for (Interceptors.Registered one : own.interceptors()) {
            model.add(new AccessRule(one.rule().at(), one.rule().subject(), one.rule().access(), rules.of(one)));
            one.type().flatMap(type -> application.sources().method(type, "preHandle", 3))
                .ifPresent(entry -> checks(one.rule(), entry.type(), entry.method(), model));
        }
        for (ServletFilters.Filter one : own.filters()) checks(one.rule(), one.type(), one.entry(), model);
    }

    private void shiro(SecurityChain chain, Model.Builder model) {
        for (int i = 0; i < chain.rules().size(); i++) {
            SecurityChain.Rule rule = chain.rules().get(i);
            if (rule.literal()) model.add(new AccessRule(rule.at(), rule.subject(), rule.access(), rules.of(chain, i)));
        }
        List<Flaw<AccessRule.Kind>> flaws = new ArrayList<>();
        Map<String, Door> open = new LinkedHashMap<>();
        for (Door door : doors) {
            if (door.mapping().traits().contains(Trait.PUBLIC_BY_NATURE)) continue;
            for (Request request : door.requests()) {
                Decision decision = guards.decide(door.mapping(), request);
                boolean fallen = decision.access() == Access.PUBLIC && decision.rule().isEmpty()
                    && decision.chain().filter(chain::equals).isPresent();
                if (fallen) open.putIfAbsent(request.toString(), door);
            }
        }
        if (!open.isEmpty()) {
            String more = open.size() > 1 ? " and " + (open.size() - 1) + " more" : "";
            flaws.add(Flaw.certain(AccessRule.Kind.NO_FALLBACK, "has no path for `" + open.keySet().iterator().next() + "`" + more
                + ", and Shiro lets through what no path takes", "end with \"/**\", \"authc\"")
                .because(open.values().stream().distinct().limit(5)
                    .map(door -> new Evidence(door.mapping().at(), door.mapping().name())).toArray(Evidence[]::new)));
        }
        if (chain.features().contains("HashMap")) {
            forgotten(chain).ifPresent(flaws::add);
        }
        model.add(new AccessRule(chain.at(), chain.name(), Access.UNKNOWN, flaws));
    }

    /** A HashMap that turns two rules around. */
    private Optional<Flaw<AccessRule.Kind>> forgotten(SecurityChain chain) {
        List<SecurityChain.Rule> asked = chain.rules();
        for (int i = 0; i < asked.size(); i++) {
            for (SecurityChain.Rule earlier : asked.subList(0, i)) {
                SecurityChain.Rule rule = asked.get(i);
                boolean turned = earlier.at().start() > rule.at().start() && earlier.access() != rule.access();
                if (!turned || earlier.matcher().covers(rule.matcher()) != Answer.YES) continue;
                return Optional.of(Flaw.certain(AccessRule.Kind.SHADOWED, "keeps its paths in a HashMap, which does not keep their order: `"
                    + earlier.subject() + "` is asked before `" + rule.subject() + "`", "use a LinkedHashMap")
                    .because(new Evidence(rule.at(), rule.subject())));
            }
        }
        return Optional.empty();
    }

    /** Comparisons of texts that a caller can make come out as wanted. */
    private void checks(SecurityChain.Rule guard, Sources.Type type, JavaMethod entry, Model.Builder model) {
        for (PathChecks.Check check : PathChecks.of(application.sources(), type, entry)) {
            Map<String, Door> open = new LinkedHashMap<>();
            for (Door door : doors) {
                if (door.mapping().traits().contains(Trait.PUBLIC_BY_NATURE)) continue;
                for (Request request : door.requests()) {
                    if (guard.matcher().takes(request, application.sources()) == Answer.NO) continue;
                    if (guards.decide(door.mapping(), request, Optional.of(guard)).access() != Access.PUBLIC) continue;
                    passing(check, door, request).ifPresent(path -> open.putIfAbsent(request.method() + " " + path, door));
                }
            }
            if (open.isEmpty()) continue;
            Map.Entry<String, Door> first = open.entrySet().iterator().next();
            boolean query = first.getKey().indexOf('?') > 0;
            boolean variable = check.passes() && !query && first.getKey().indexOf(';') < 0;
            boolean reactive = application.versions().reactive();
            String why = variable ? "" : query ? ": the query is compared too"
                : check.passes() ? ": what was asked for still has what stands behind a semicolon"
                : ": what was asked for is compared before it is decoded";
            String remedy = variable ? reactive ? "compare whole paths" : "compare whole paths, or exclude them where the guard is registered"
                : reactive ? "give the paths to a SecurityWebFilterChain, or match them with PathPatternParser"
                : "compare getServletPath(), or give the paths where the guard is registered";
            model.add(new Guard(check.at(), check.subject(), "", List.of(Flaw.certain(Guard.Kind.BYPASSABLE, "lets `" + first.getKey()
                + "` go to " + first.getValue().mapping().name() + " without a look at who calls" + why, remedy)
                .because(new Evidence(first.getValue().mapping().at(), first.getValue().mapping().name())))));
        }
    }

    /** The path that reaches the handler of a door and comes out of a comparison as a caller wants it. */
    private Optional<String> passing(PathChecks.Check check, Door door, Request request) {
        String path = request.path();
        String text = check.text();
        boolean written = check.compared() == PathChecks.Text.WRITTEN || check.compared() == PathChecks.Text.WITH_QUERY;
        if (!check.passes()) return written && holds(check.test(), path, text) ? Optional.of(encoded(path, text))
            : Optional.empty();
        if (holds(check.test(), path, text)) return Optional.empty();
        if (check.test() != PathChecks.Test.ENDS && check.test() != PathChecks.Test.CONTAINS) return Optional.empty();
        if (check.compared() == PathChecks.Text.WITH_QUERY) return Optional.of(path + "?" + text);
        if (text.indexOf('/') >= 0) return Optional.empty();
        // the firewall of Spring Security refuses a semicolon
        if (check.compared() != PathChecks.Text.SERVED && !application.versions().secured()) return Optional.of(path + ";" + text);
        String longer = path + text;
        boolean last = door.takesText() && !door.pattern().segments().isEmpty()
            && door.pattern().segments().get(door.pattern().segments().size() - 1) instanceof Segment.Var;
        return last && door.pattern().matches(longer, null) == Answer.YES ? Optional.of(longer) : Optional.empty();
    }

    private static boolean holds(PathChecks.Test test, String path, String text) {
        return switch (test) {
            case ENDS -> path.endsWith(text);
            case CONTAINS -> path.contains(text);
            case STARTS -> path.startsWith(text);
            case EQUALS -> path.equals(text);
        };
    }

    /** The same path with one letter of the text written as its number. */
    private static String encoded(String path, String text) {
        int at = path.indexOf(text);
        while (at < path.length() && !Character.isLetterOrDigit(path.charAt(at))) at++;
        return at == path.length() ? path : path.substring(0, at) + "%" + Integer.toHexString(path.charAt(at)) + path.substring(at + 1);
    }
}
