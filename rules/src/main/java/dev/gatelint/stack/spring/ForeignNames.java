package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.model.Version;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.spring.ForeignUses.Place;
import dev.gatelint.stack.spring.ForeignUses.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that Spring does not look at although they read like its own: the other of {@code javax} and {@code jakarta}, and look-alikes of
 * other frameworks. What each does was asked of Boot 2.7, 3.0, 3.5 and 4.1.
 */
final class ForeignNames {
    private ForeignNames() {}

    /** Which lines of Spring Framework a row holds for. */
    private enum Line {
        ALL, BEFORE_6, FROM_6, FROM_7;

        boolean holds(OptionalInt framework) {
            if (this == ALL) return true;
            if (framework.isEmpty()) return false;
            int major = framework.getAsInt();
            return switch (this) {
                case BEFORE_6 -> major < 6;
                case FROM_6 -> major >= 6;
                case FROM_7 -> major >= 7;
                case ALL -> true;
            };
        }
    }

    /** One name: where it is wrong, since when, what it does there, and which one is meant. A name that ends with a dot is a package. */
    private record Row(String name, Set<Place> places, Line line, Kind kind, String right, String effect, Certainty certainty) {
        Row(String name, Set<Place> places, Line line, Kind kind, String right, String effect) {
            this(name, places, line, kind, right, effect, Certainty.CERTAIN);
        }

        boolean isOf(String full) {
            return name.endsWith(".") ? full.startsWith(name) && full.indexOf('.', name.length()) < 0 : name.equals(full);
        }

        /** The full name that is meant for this one; empty when Spring has none. */
        String rightFor(String full) {
            return right.endsWith(".") ? right + full.substring(name.length()) : right;
        }
    }

    private static final String INERT_GUARD =
        "does nothing: Spring Security %s looks for %s only, so callers without the role get in";
    private static final String NOT_BOUND =
        "is not looked at by Spring: the parameter does not get its value from the request part it names and is null, or is filled by a "
            + "query "
            + "parameter of the same name, which the caller chooses";
    private static final String NOT_RESOLVED = "is a type that Spring does not fill in for a handler: every call of it fails with status "
        + "500";

    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Set<Place> guard = Set.of(Place.TYPE, Place.METHOD, Place.HANDLER);
        Set<Place> handler = Set.of(Place.HANDLER);
        for (String name : List.of("RolesAllowed", "DenyAll")) {
            String package_ = ".annotation.security." + name;
            rows.add(new Row("javax" + package_, guard, Line.FROM_6, Kind.INERT_GUARD, "jakarta" + package_,
                INERT_GUARD.formatted("6 and later", "jakarta" + package_)));
            rows.add(new Row("jakarta" + package_, guard, Line.BEFORE_6, Kind.INERT_GUARD, "javax" + package_,
                INERT_GUARD.formatted("5", "javax" + package_)));
        }
        rows.add(new Row("io.micronaut.security.annotation.Secured", guard, Line.ALL, Kind.INERT_GUARD, "",
            INERT_GUARD.formatted("", "org.springframework.security.access.annotation.Secured").replace("  ", " ")));
        rows.add(new Row("io.swagger.v3.oas.annotations.parameters.RequestBody", Set.of(Place.PARAMETER), Line.ALL, Kind.LOOKALIKE,
            "org.springframework.web.bind.annotation.RequestBody",
            "only documents the parameter: Spring does not read the request's body, so every field of the parameter is null"));
        for (String namespace : List.of("javax", "jakarta")) {
            for (String name : List.of(".ws.rs.PathParam", ".websocket.server.PathParam")) {
                rows.add(new Row(namespace + name, Set.of(Place.PARAMETER), Line.ALL, Kind.LOOKALIKE,
                    "org.springframework.web.bind.annotation.PathVariable", NOT_BOUND));
            }
            rows.add(new Row(namespace + ".ws.rs.HeaderParam", Set.of(Place.PARAMETER), Line.ALL, Kind.LOOKALIKE,
                "org.springframework.web.bind.annotation.RequestHeader", NOT_BOUND));
            rows.add(new Row(namespace + ".ws.rs.CookieParam", Set.of(Place.PARAMETER), Line.ALL, Kind.LOOKALIKE,
                "org.springframework.web.bind.annotation.CookieValue", NOT_BOUND));
            // where the names are equal, the query parameter of that name fills it
            for (String name : List.of("QueryParam", "FormParam")) {
                rows.add(new Row(namespace + ".ws.rs." + name, Set.of(Place.RENAMED_PARAMETER), Line.ALL, Kind.LOOKALIKE,
                    "org.springframework.web.bind.annotation.RequestParam",
                        "is not looked at by Spring, which takes the name of the parameter itself: it is null"));
            }
            rows.add(new Row(namespace + ".ws.rs.core.SecurityContext", Set.of(Place.PARAMETER_TYPE), Line.ALL, Kind.LOOKALIKE, "",
                NOT_RESOLVED));
        }
        for (String type : List.of("HttpServletRequest", "HttpServletResponse", "HttpSession", "Cookie")) {
            rows.add(new Row("javax.servlet.http." + type, Set.of(Place.PARAMETER_TYPE), Line.FROM_6, Kind.LOOKALIKE,
                "jakarta.servlet.http." + type,
                NOT_RESOLVED));
        }
        rows.add(new Row("org.apache.catalina.Session", Set.of(Place.PARAMETER_TYPE), Line.ALL, Kind.LOOKALIKE, "", NOT_RESOLVED));
        rows.add(new Row("org.apache.catalina.realm.GenericPrincipal", Set.of(Place.PARAMETER_TYPE), Line.ALL, Kind.LOOKALIKE, "",
            "is Tomcat's own principal, which Spring Security does not set: the parameter is null for every caller"));
        rows.add(new Row("org.apache.catalina.User", Set.of(Place.PARAMETER_TYPE), Line.FROM_6, Kind.LOOKALIKE, "",
            "is Tomcat's own principal, which Spring Security does not set: the parameter is null for every caller"));
        rows.add(new Row("org.apache.catalina.User", Set.of(Place.PARAMETER_TYPE), Line.BEFORE_6, Kind.LOOKALIKE, "", NOT_RESOLVED));
        for (String name : List.of("HttpHeaders", "HttpRequest")) {
            rows.add(new Row("java.net.http." + name, Set.of(Place.PARAMETER_TYPE), Line.ALL, Kind.LOOKALIKE, "", NOT_RESOLVED));
        }
        rows.add(new Row("javax.servlet.Filter", Set.of(Place.SUPERTYPE), Line.FROM_6, Kind.INERT_GUARD, "jakarta.servlet.Filter",
            "is not called: the servlet container of Spring Boot 3 and later knows jakarta.servlet.Filter only, so nothing that this "
                + "filter stops is stopped", Certainty.LIKELY));
        rows.add(new Row("javax.transaction.Transactional", guard, Line.FROM_6, Kind.INERT_LIFECYCLE, "jakarta.transaction.Transactional",
            "is not looked at by Spring Framework 6 and later: the method runs without a transaction"));
        rows.add(new Row("jakarta.transaction.Transactional", guard, Line.BEFORE_6, Kind.INERT_LIFECYCLE, "javax.transaction.Transactional",
            "is not looked at by Spring Framework 5: the method runs without a transaction"));
        // the reverse, jakarta in Boot 2, would have every class of data read in every Boot 3 application
        rows.add(new Row("javax.validation.constraints.", Set.of(Place.DATA, Place.FIELD), Line.FROM_6, Kind.INERT_LIFECYCLE,
            "jakarta.validation.constraints.",
                "is not looked at by the validation of Spring Framework 6 and later: input that it forbids gets through"));
        rows.add(new Row("javax.inject.Inject", Set.of(Place.FIELD, Place.METHOD), Line.FROM_7, Kind.INERT_LIFECYCLE,
            "jakarta.inject.Inject",
            "is not looked at by Spring Framework 7: nothing is injected, and the field stays null"));
        rows.add(new Row("jakarta.inject.Inject", Set.of(Place.FIELD, Place.METHOD), Line.BEFORE_6, Kind.INERT_LIFECYCLE,
            "javax.inject.Inject",
            "is not looked at by Spring Framework 5: nothing is injected, and the field stays null"));
        for (String name : List.of("PostConstruct", "PreDestroy", "Resource")) {
            String effect = name.equals("Resource") ? "is not looked at by Spring Framework %s: the field stays null"
                : "is not looked at by Spring Framework %s: the method is never called";
            Set<Place> places = name.equals("Resource") ? Set.of(Place.FIELD) : Set.of(Place.METHOD);
            rows.add(new Row("javax.annotation." + name, places, Line.FROM_7, Kind.INERT_LIFECYCLE, "jakarta.annotation." + name,
                effect.formatted("7")));
            if (!name.equals("Resource")) {
                rows.add(new Row("jakarta.annotation." + name, places, Line.BEFORE_6, Kind.INERT_LIFECYCLE, "javax.annotation." + name,
                    effect.formatted("5")));
            }
        }
        rows.add(new Row("org.springframework.security.web.bind.annotation.AuthenticationPrincipal", Set.of(Place.PARAMETER), Line.ALL,
            Kind.DEPRECATED, "org.springframework.security.core.annotation.AuthenticationPrincipal",
            "is the deprecated place of this annotation, and may go with any later version"));
        return List.copyOf(rows);
    }

    /** The full names that a file has to mention before it is worth a look. */
    static boolean knows(String name) {
        return ROWS.stream().anyMatch(row -> row.isOf(name));
    }

    /** The simple names of one package that are in the table, for wildcard imports. */
    static boolean knowsIn(String package_, String simpleName) {
        return knows(package_ + "." + simpleName);
    }

    /** Adds what is wrong with the foreign names of an application. Nothing is said of names that some code of it looks for by itself. */
    static void link(SpringApplication application, Model.Builder model) {
        List<ForeignUses> all = application.uses();
        Set<String> read = all.stream().flatMap(uses -> uses.read().stream()).collect(Collectors.toSet());
        Optional<Version> framework = application.versions().framework();
        all.forEach(uses -> link(uses, framework.map(v -> OptionalInt.of(v.major())).orElse(OptionalInt.empty()), read, model));
    }

    private static void link(ForeignUses uses, OptionalInt framework, Set<String> read, Model.Builder model) {
        Map<String, List<Use>> byName = new LinkedHashMap<>();
        for (Use use : uses.uses()) byName.computeIfAbsent(use.name(), name -> new ArrayList<>()).add(use);
        byName.forEach((name, found) -> {
            if (read.contains(name)) return;
            for (Row row : ROWS) {
                if (!row.isOf(name) || !row.line.holds(framework)) continue;
                List<Use> wrong = found.stream().filter(use -> row.places.contains(use.place())).toList();
                if (!wrong.isEmpty()) model.add(fact(row, wrong, found));
            }
        });
    }

    private static ImportUse fact(Row row, List<Use> uses, List<Use> all) {
        Optional<Span> imported = uses.get(0).imported();
        String name = uses.get(0).name();
        String right = row.rightFor(name);
        List<Evidence> because = uses.stream().map(use -> new Evidence(use.at(), "used here, on " + use.subject())).toList();
        String remedy = right.isEmpty() ? "use what Spring offers for it" : "import " + right;
        Flaw<Kind> flaw = Flaw.certain(row.kind, row.effect, remedy).because(because.toArray(Evidence[]::new)).with(row.certainty);
        // a filter's other types have to move with it
        boolean alone = uses.stream().noneMatch(use -> use.place() == Place.SUPERTYPE);
        if (imported.isPresent() && !right.isEmpty() && alone) flaw = flaw.repairedBy(importing(right, name, imported.get(), all));
        return new ImportUse(imported.orElse(uses.get(0).at()), name, List.of(flaw));
    }

    /** Imports the right name, and writes it where the simple names differ. Spring's own binding annotations demand their value. */
    private static Fix importing(String right, String name, Span imported, List<Use> uses) {
        List<TextEdit> edits = new ArrayList<>(List.of(new TextEdit(imported, right)));
        String simple = right.substring(right.lastIndexOf('.') + 1);
        if (!name.endsWith("." + simple)) uses.stream().map(Use::written).distinct().forEach(at -> edits.add(new TextEdit(at, simple)));
        boolean demands = Set.of("RequestParam", "RequestHeader", "CookieValue").contains(simple);
        return new Fix("Import " + right, demands ? Fix.Safety.REVIEW : Fix.Safety.SAFE, edits);
    }
}
