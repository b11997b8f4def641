package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guard annotations that are commented out where a handler, or its class, is declared. */
final class DisabledGuards {
    private static final Pattern LINE = Pattern.compile("//+[ \\t]*@([\\w.]+)[ \\t]*(\\(.*\\))?[ \\t]*(?://.*)?");
    private static final Pattern COMMENT = Pattern.compile("//[^\\r\\n]*");
    /** A line of a comment that is code and no annotation: a declaration was commented out as a whole. */
    private static final Pattern CODE = Pattern.compile("//.*[;{}][ \\t]*|//+[ \\t]*@\\w*Mapping\\b.*");
    /** What asks for more than a login. */
    private static final Set<String> ASKING = Set.of("PreAuthorize", "PostAuthorize", "Secured", "RolesAllowed", "DenyAll", "RequiresRoles",
        "RequiresPermissions", "SaCheckPermission", "SaCheckRole", "SaCheckOr", "SaCheckSafe");
    /** What asks for a login. */
    private static final Set<String> LOGIN = Set.of("SaCheckLogin", "RequiresAuthentication", "RequiresUser");
    /** Of what aspects of a project look for, which may be a log or a limit as well. */
    private static final Pattern GUARDING = Pattern.compile("(?i)auth|perm|role|login|access|admin|privilege|secur");
    private final SecurityGuards guards;
    private final SpringApplication application;
    private final Set<String> learned = new TreeSet<>();

    /**
     * An annotation in a line comment.
     *
     * @param on   where the name of the method or class begins before which it stands
     * @param text as it stands there, from the at sign
     */
    record Comment(int on, String name, String text, Span at) {}

    /** @param closing annotations of the project that close what carries them, by full name */
    DisabledGuards(SecurityGuards guards, SpringApplication application, Set<String> closing) {
        this.guards = guards;
        this.application = application;
        closing.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).filter(name -> GUARDING.matcher(name).find())
            .forEach(learned::add);
    }

    /** The annotations that are commented out in a file, directly before a method or class or among its annotations. */
    static List<Comment> in(String path, String text, JavaFile file) {
        if (!text.contains("//")) return List.of();
        List<Comment> found = new ArrayList<>();
        for (JavaClass type : file.all(JavaClass.class)) {
            before(path, text, type.start(), type.nameStart(), type.annotations(), found);
            for (JavaMethod method : type.methods()) {
                if (!method.annotations().isEmpty()) before(path, text, method.start(), method.nameStart(), method.annotations(), found);
            }
        }
        return found;
    }

    private static void before(String path, String text, int start, int name, List<Annotation> annotations, List<Comment> found) {
        List<Span> comments = new ArrayList<>();
        int from = start;
        while (true) {
            int line = text.lastIndexOf('\n', from - 1) + 1;
            int above = line < 2 ? -1 : text.lastIndexOf('\n', line - 2) + 1;
            if (above < 0 || !text.substring(line, from).isBlank()) break;
            String comment = text.substring(above, line).strip();
            if (!comment.startsWith("//")) break;
            if (CODE.matcher(comment).matches()) return;
            from = text.indexOf("//", above);
            comments.add(0, new Span(path, from, from + comment.length()));
        }
        int at = start;
        for (int i = 0; i <= annotations.size(); i++) {
            int end = i < annotations.size() ? annotations.get(i).start() : name;
            Matcher matcher = COMMENT.matcher(text).region(at, Math.max(at, end));
            while (matcher.find()) comments.add(new Span(path, matcher.start(), matcher.end()));
            if (i < annotations.size()) at = annotations.get(i).end();
        }
        for (Span span : comments) {
            Matcher matcher = LINE.matcher(text.substring(span.start(), span.end()).stripTrailing());
            if (!matcher.matches()) continue;
            String written = matcher.group(2) == null ? "" : matcher.group(2);
            found.add(new Comment(name, matcher.group(1).substring(matcher.group(1).lastIndexOf('.') + 1), "@" + matcher.group(1)
                + written, span));
        }
    }

    /** One guard for each class. */
    void report(List<SecurityGuards.Door> doors, Model.Builder model) {
        Map<Sources.Type, Map<Comment, Left>> left = new LinkedHashMap<>();
        for (SecurityGuards.Door door : doors) {
            Optional<Request.Handler> handler = door.mapping().handler();
            if (handler.isEmpty()) continue;
            for (Comment comment : before(handler.get())) {
                weak(comment, door.mapping(), handler.get()).ifPresent(access ->
                    left.computeIfAbsent(handler.get().bean(), bean -> new LinkedHashMap<>())
                    .putIfAbsent(comment, new Left(access, door.mapping())));
            }
        }
        left.values().forEach(comments -> model.add(guard(comments)));
    }

    /** What a handler is left with. */
    private record Left(Access access, Mapping mapping) {}

    private List<Comment> before(Request.Handler handler) {
        return application.disabled().stream().filter(comment -> comment.at().file().equals(handler.declaring().path())
            && comment.on() == handler.method().nameStart() || comment.at().file().equals(handler.bean().path())
            && comment.on() == handler.bean().declared().nameStart()).toList();
    }

    /**
     * The access of a handler that lacks what the comment asks for; empty when it has as much all the same, or is meant to be open. What a
     * filter of the project asks is not known: it is then only a note.
     */
    private Optional<Access> weak(Comment comment, Mapping mapping, Request.Handler handler) {
        boolean login = LOGIN.contains(comment.name()) || comment.text().contains("isAuthenticated()");
        boolean asks = ASKING.contains(comment.name()) || LOGIN.contains(comment.name()) || learned.contains(comment.name());
        if (!asks || comment.text().matches(".*(permitAll|\\bfalse\\b).*") || guards.asks(handler)) return Optional.empty();
        Guards.Verdict verdict = guards.of(mapping);
        boolean meant = mapping.traits().contains(Trait.PUBLIC_BY_NATURE) || verdict.traits().contains(Trait.PUBLIC_BY_INTENT);
        boolean unclear = verdict.access() == Access.UNKNOWN || verdict.access() == Access.OPAQUE
            && verdict.evidence().stream().noneMatch(e -> e.at().equals(handler.declaring().nameOf(handler.method())));
        boolean weak = verdict.access() == Access.PUBLIC || !login && (verdict.access() == Access.AUTHENTICATED || unclear);
        return weak && !meant ? Optional.of(verdict.access()) : Optional.empty();
    }

    private static Guard guard(Map<Comment, Left> comments) {
        Map.Entry<Comment, Left> first = comments.entrySet().iterator().next();
        String more = comments.size() == 1 ? "" : ", like the " + (comments.size() - 1) + " more in this class";
        Mapping mapping = first.getValue().mapping;
        String door = "`" + mapping.name().substring(mapping.name().lastIndexOf('.') + 1) + "`";
        String who = switch (first.getValue().access) {
            case PUBLIC -> "anyone can call " + door;
            case AUTHENTICATED -> "anyone who is logged in can call " + door;
            default -> "no annotation asks callers of " + door + " for anything";
        };
        Flaw<Guard.Kind> flaw = Flaw.certain(Guard.Kind.NOT_ENFORCED, "is a comment and guards nothing" + more + ": " + who,
            "write it back, or delete the comment")
            .with(first.getValue().access == Access.OPAQUE ? Certainty.POSSIBLE : Certainty.LIKELY);
        return new Guard(first.getKey().at, first.getKey().text, "", List.of(flaw.because(new Evidence(mapping.at(), mapping.name()))));
    }
}
