package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Model;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.npm.Identity;
import dev.gatelint.stack.npm.PackageJson;
import dev.gatelint.stack.npm.Packages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Next.js: endpoints and who may call them, middleware and proxy. Its facts are those of the scripts. */
public final class NextStack implements Stack {
    /** The handlers of either router. */
    private static final Pattern ROUTER = Pattern.compile("(?<router>(.*/)?(app(?=/(.*/)?route\\.[jt]sx?$)|pages(?=/api/)))/.*");

    @Override public String name() {
        return "next";
    }

    @Override public boolean reads(String path) {
        return false;
    }

    @Override public Optional<Record> extract(Unit unit) {
        return Optional.empty();
    }

    @Override public void link(Project project, Model.Builder model) {
        Modules modules = Modules.of(project);
        Packages packages = Packages.of(project);
        List<NextApp> apps = NextApp.of(project, packages, modules);
        if (!packages.dependingOn("next").isEmpty()) left(modules, apps, model);
        if (apps.isEmpty()) return;
        Judge judge = new Judge(modules, project.settings().guardCalls());
        for (NextApp app : apps) {
            unread(project, app, model);
            Optional<Middleware> middleware = Middleware.of(app, modules);
            GuardRepairs repairs = new GuardRepairs(project, modules, app, judge.stranger());
            List<Doors.Door> doors = Doors.of(app, modules, judge, middleware, repairs,
                (at, why) -> model.problem(at, project.line(at.file(), at.start()), why));
            boolean controlled = middleware.isPresent() || doors.stream().anyMatch(door -> door.endpoint().access() != Access.PUBLIC)
                || packages.in(app.folder()).map(NextStack::knowsCallers).orElse(true);
            doors.forEach(door -> model.add(controlled ? door.endpoint() : unguarded(door.endpoint())));
            doors.forEach(door -> door.around().forEach(beside -> model.add(beside.endpoint())));
            new GuardFaults(model, modules, app, repairs).of(doors);
            new MiddlewareFaults(model, modules, app, doors, repairs).of(middleware, judge.stranger());
        }
    }

    /** Says which files look like routes of Next.js and belong to no application. */
    private static void left(Modules modules, List<NextApp> apps, Model.Builder model) {
        Map<String, List<String>> left = new TreeMap<>();
        modules.scripts().forEach((path, script) -> {
            java.util.regex.Matcher router = ROUTER.matcher(path);
            boolean answers = router.matches() && script.exports().stream().map(Script.Export::name)
                .anyMatch(path.matches(".*/route\\.[^/]*") ? Doors.METHODS::contains : "default"::equals);
            if (answers && apps.stream().noneMatch(app -> app.holds(path))) {
                left.computeIfAbsent(router.group("router"), key -> new ArrayList<>()).add(path);
            }
        });
        left.forEach((router, files) -> model.problem(new Problem(files.get(0), 0, "`" + router + "` looks like routes of Next.js ("
            + (files.size() == 1 ? "this file" : "this file and " + (files.size() - 1) + " more") + "), but neither a package.json with next"
            + " nor a next.config stands beside it: what it opens to callers is not judged")));
    }

    /** Says once for each configuration what of it cannot be known before it runs. */
    private static void unread(Project project, NextApp app, Model.Builder model) {
        Map<String, Span> unread = app.config().unread();
        if (unread.isEmpty()) return;
        Span first = unread.values().iterator().next();
        model.problem(first, project.line(first.file(), first.start()), unread.keySet().stream().map(name -> "`" + name + "`")
            .collect(Collectors.joining(", ")) + (unread.size() == 1 ? " is not written down as a value" : " are not written down as values")
            + ", so addresses of the application may be others than shown");
    }

    /** True when a library that knows callers is among the dependencies. */
    private static boolean knowsCallers(PackageJson json) {
        return json.dependencies().keySet().stream().anyMatch(Identity::knows);
    }

    private static Endpoint unguarded(Endpoint endpoint) {
        Set<Trait> traits = EnumSet.of(Trait.IN_UNGUARDED_APPLICATION);
        traits.addAll(endpoint.traits());
        return new Endpoint(endpoint.at(), endpoint.stack(), endpoint.methods(), endpoint.path(), endpoint.handler(), endpoint.access(),
            endpoint.evidence(),
            traits, endpoint.effects(), endpoint.repairs());
    }
}
