package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Model;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import dev.gatelint.stack.Unit;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Spring MVC and WebFlux applications, with Boot or without. */
public final class Spring implements Stack {
    static final String NAME = "spring";
    /** Sources of tests beside src/test, which no stack gets to see. */
    private static final Pattern TESTS = Pattern.compile("(^|/)src/(it|integration-?[tT]est|testFixtures|functional-?[tT]est|e2e)/");

    @Override public String name() {
        return NAME;
    }

    @Override public boolean reads(String path) {
        if (TESTS.matcher(path).find()) return false;
        return path.endsWith(".java") || path.endsWith("pom.xml") && (path.equals("pom.xml") || path.endsWith("/pom.xml"))
            || ConfigFile.is(path) || OpenApiSpec.is(path) || GradleBuild.is(path) || Unread.is(path);
    }

    @Override public Set<String> markers(String path) {
        return path.endsWith(".java") ? Mentions.MARKERS : Unread.is(path) ? Unread.MARKERS : OpenApiSpec.is(path) ? OpenApiSpec.MARKERS
            : Set.of();
    }

    @Override public Set<String> mentions(Record facts) {
        return facts instanceof JavaFacts java ? Mentions.of(java.file()) : Set.of();
    }

    @Override public Optional<Record> extract(Unit unit) {
        String path = unit.path();
        if (path.endsWith(".java")) {
            JavaFile file = unit.parsed(JavaFile.class, source -> JavaSource.parse(source, Secrecy::keep));
            file.problems().forEach(unit::problem);
            return Optional.of(new JavaFacts(file, ForeignUses.of(path, file), DisabledGuards.in(path, unit.file().text(), file)));
        }
        if (path.endsWith("pom.xml")) return Pom.read(unit);
        if (Unread.is(path)) return Unread.read(unit);
        if (OpenApiSpec.is(path)) return OpenApiSpec.read(unit);
        return ConfigFile.is(path) ? ConfigFile.read(unit) : GradleBuild.read(unit);
    }

    @Override public void link(Project project, Model.Builder model) {
        Map<List<Object>, Endpoint> endpoints = new LinkedHashMap<>();
        List<SpringApplication> applications = Applications.of(project);
        Gateways gateways = new Gateways(applications);
        for (SpringApplication application : applications) {
            SecurityGuards guards = gateways.guards(application);
            guards.gateway().ifPresent(gateway -> model.problem(gateway.at(), project.line(gateway.at().file(), gateway.at().start()),
                "the services behind this gateway have no guards of their own, and whether they can be reached past it is not known:"
                    + " the access of their endpoints is unknown"));
            List<Mapping> mappings = mappings(application, project, model);
            Map<JavaMethod, Access> access = new IdentityHashMap<>();
            for (Mapping mapping : mappings) {
                Endpoint endpoint = mapping.endpoint(guards.of(mapping));
                mapping.handler().ifPresent(handler -> access.merge(handler.method(), endpoint.access(), Access::or));
                // a library's door in two applications is shown where it is weaker, whatever stands before its path there
                endpoints.merge(List.of(endpoint.at(), endpoint.methods(), mapping.path(), endpoint.handler()), endpoint,
                    (a, b) -> a.access().or(b.access()) == a.access() ? a : b);
            }
            guards.report(mappings, model);
            ForeignNames.link(application, model);
            WrongStack.link(application, model);
            Secrets.link(application, project, model);
            KeysInCode.link(application, model);
            UnstableKeys.link(application, model);
            OffThread.link(application, project, model);
            LostContexts.link(application, model);
            Principals.link(application, access, mappings, guards, model);
            LeakedIdentities.link(application, model);
        }
        endpoints.values().forEach(model::add);
    }

    /** One problem for all files of a kind that are not read. */
    private static void unread(SpringApplication application, boolean security, String effect, Project project, Model.Builder model) {
        List<Unread> files = application.unread().stream().filter(one -> one.security() == security).toList();
        if (files.isEmpty()) return;
        Unread first = files.get(0);
        String more = files.size() == 1 ? "" : ", like that in " + (files.size() == 2 ? "one more file,"
            : (files.size() - 1) + " more files,");
        model.problem(first.at(), project.line(first.at().file(), first.at().start()), (security ? "the security configuration in "
            : "the code in ") + first.what() + more + " is not read: " + effect);
    }

    /** All doors of an application; what cannot be told of them is a problem. */
    static List<Mapping> mappings(SpringApplication application, Project project, Model.Builder model) {
        Handlers handlers = new Handlers(application);
        List<Mapping> all = new ArrayList<>(handlers.all());
        all.addAll(Routers.of(application));
        all.addAll(FrameworkEndpoints.of(application));
        all.addAll(DataRest.of(application));
        all.addAll(Servlets.of(application));
        unread(application, true, "the access of its endpoints is unknown", project, model);
        unread(application, false, "the endpoints in it are missing", project, model);
        handlers.unresolved().forEach((at, why) -> model.problem(at, project.line(at.file(), at.start()), why));
        return all;
    }
}
