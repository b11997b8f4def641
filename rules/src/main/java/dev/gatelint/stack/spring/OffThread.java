package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.spring.IdentityReads.Holder;
import dev.gatelint.stack.spring.IdentityReads.Read;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Identities that are read where the request is not. Asked of Boot 2.7, 3.5 and 4.1: on another thread ({@code @Async},
 * {@code CompletableFuture}, {@code new Thread}) there is no Authentication and no request; of a parallel stream some elements have one;
 * a {@code Callable} that a handler returns has both.
 */
final class OffThread {
    private static final List<String> ASYNC = List.of("org.springframework.scheduling.annotation.Async",
        "org.springframework.modulith.events.ApplicationModuleListener");
    private static final Pattern EXECUTOR = Pattern.compile(".*(Executor|ExecutorService|TaskScheduler|ForkJoinPool|Scheduler)");
    private static final Set<String> STARTERS = Set.of("execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay",
        "invokeAll", "invokeAny", "submitListenable", "submitCompletable", "startVirtualThread", "start", "unstarted");
    private static final List<String> CARRIERS = List.of("TaskDecorator", "DelegatingSecurityContextAsyncTaskExecutor",
        "DelegatingSecurityContextTaskExecutor",
        "DelegatingSecurityContextExecutorService", "DelegatingSecurityContextExecutor", "TransmittableThreadLocal", "ThreadLocalAccessor");
    private final SpringApplication application;
    private final Sources sources;
    private final Project project;
    private final Model.Builder model;
    private final IdentityReads reads;
    private final CapturedRequests captured;
    private final boolean carried;
    private final boolean inherited;
    private final boolean asyncOn;
    private final Set<Span> said = new HashSet<>();

    private OffThread(SpringApplication application, Project project, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.project = project;
        this.model = model;
        this.reads = new IdentityReads(sources);
        this.captured = new CapturedRequests(application, model);
        Set<String> mentioned = mentioned(sources);
        this.carried = CARRIERS.stream().anyMatch(mentioned::contains);
        this.inherited = mentioned.contains("MODE_INHERITABLETHREADLOCAL");
        this.asyncOn = !application.bootable()
            || sources.types().stream()
            .anyMatch(t -> sources.composed(t, t.declared().annotations(), "org.springframework.scheduling.annotation.EnableAsync")
            .isPresent());
    }

    static void link(SpringApplication application, Project project, Model.Builder model) {
        OffThread off = new OffThread(application, project, model);
        for (Sources.Type type : application.sources().types()) {
            for (JavaMethod method : type.declared().methods()) method.body().ifPresent(body -> off.method(type, method, body));
            type.declared().initializers().forEach(i -> {
                if (i.isStatic()) off.reads(type, i.body(), new Place("a static initializer of " + type.simpleName(),
                    "runs when the class is loaded", Kind.NO_REQUEST_HERE, i.body(), Optional.empty(), false));
            });
        }
    }

    /** The names that files of the application import, make objects of, or use as constants. */
    private static Set<String> mentioned(Sources sources) {
        Set<String> names = new HashSet<>();
        for (Sources.Type type : sources.types()) {
            type.file().imports().forEach(one -> names.add(one.simpleName()));
            for (JavaMethod method : type.declared().methods()) method.body().ifPresent(body -> body.walk(node -> {
                if (node instanceof Expression.FieldAccess field) names.add(field.name());
                else if (node instanceof Expression.New made) names.add(made.type().simpleName());
                else if (node instanceof Expression.Name name) names.add(name.text());
            }));
        }
        return names;
    }

    /**
     * Where code runs.
     *
     * @param words  for a sentence
     * @param why    what takes it off the request
     * @param code   all of it
     * @param hoist  the statement before which a value can be taken over
     * @param partly true when some of its runs still are on the request's thread
     * @param asked  true when this was seen, false when it is only known
     */
    private record Place(String words, String why, Kind kind, Node code, Optional<Statement> hoist, boolean partly, boolean asked) {
        Place(String words, String why, Kind kind, Node code, Optional<Statement> hoist, boolean partly) {
            this(words, why, kind, code, hoist, partly, true);
        }
    }

    private void method(Sources.Type type, JavaMethod method, Statement.Block body) {
        String name = type.simpleName() + "." + method.name();
        boolean async = ASYNC.stream().anyMatch(full -> sources.composed(type, method.annotations(), full).isPresent())
            || sources.composed(type, type.declared().annotations(), ASYNC.get(0)).isPresent();
        if (async && asyncOn) {
            String place = "the @Async method " + name;
            captured.look(type, method.parameters(), body, place);
            if (!carried) reads(type, body, new Place(place, "runs on another thread", Kind.OFF_REQUEST_THREAD, body, Optional.empty(),
                false));
            return;
        }
        Optional<Background> background = Background.of(sources, type, method);
        if (background.isPresent()) {
            reads(type, body, new Place(background.get().words(), background.get().why(), Kind.NO_REQUEST_HERE, body, Optional.empty(),
                false, background.get().asked()));
            return;
        }
        if (Background.makesRunner(method)) {
            body.all(Expression.Lambda.class)
                .forEach(lambda -> reads(type, lambda.body(), new Place("the runner " + name, "runs at start-up", Kind.NO_REQUEST_HERE,
                lambda.body(),
                Optional.empty(), false)));
        }
        if (application.versions().reactive()) {
            reads(type, body, new Place("the method " + name, "runs on an event loop of WebFlux, to which no request is bound",
                Kind.OFF_REQUEST_THREAD, body, Optional.empty(), false));
            return;
        }
        Map<String, String> locals = new HashMap<>();
        method.parameters().forEach(p -> locals.put(p.name(), p.type().simpleName()));
        body.all(Statement.Variable.class).forEach(v -> locals.put(v.name(), v.type().simpleName().equals("var")
            && v.value().orElse(null) instanceof Expression.New made ? made.type().simpleName() : v.type().simpleName()));
        statements(type, name, body.statements(), locals);
        body.all(Statement.Run.class).forEach(run -> forgotten(type, method, name, run, locals));
    }

    /** Goes through statements and remembers the innermost one in a block, before which something can be inserted. */
    private void statements(Sources.Type type, String name, List<Statement> all, Map<String, String> locals) {
        for (Statement statement : all) {
            statement.walk(node -> {
                if (node instanceof Expression.Call call) starts(type, name, call, statement, locals);
                if (node instanceof Expression.New made) threads(type, name, made, statement);
            });
        }
    }

    /** A task that nobody waits for, and that uses the request of the method that starts it. */
    private void forgotten(Sources.Type type, JavaMethod method, String name, Statement.Run run, Map<String, String> locals) {
        if (!(run.expression() instanceof Expression.Call call)) return;
        boolean thread = call.name().equals("start") && call.receiver().orElse(null) instanceof Expression.New made
            && made.type().name().equals("Thread");
        List<Expression> tasks = thread ? ((Expression.New) call.receiver().get()).arguments() : call.arguments();
        if (!thread && !isFuture(call) && !handsOver(type, call, locals)) return;
        tasks.forEach(task -> code(task).ifPresent(code -> captured.look(type, method.parameters(), code, "the task that " + name
            + " starts")));
    }

    private static boolean isFuture(Expression.Call call) {
        return call.name().endsWith("Async")
            && (call.receiver().flatMap(Sources::dotted).filter(r -> r.endsWith("CompletableFuture")).isPresent()
            || call.receiver().filter(Expression.Call.class::isInstance).isPresent() && isFutureStage(call.name()));
    }

    private boolean handsOver(Sources.Type type, Expression.Call call, Map<String, String> locals) {
        if (!STARTERS.contains(call.name())) return false;
        Optional<String> receiver = call.receiver().flatMap(Sources::dotted);
        String executor = receiver.map(r -> typeOf(type, r, locals)).orElse("");
        String written = call.receiver().map(Sketch::of).orElse("");
        return EXECUTOR.matcher(executor).matches() && !executor.startsWith("DelegatingSecurityContext")
            || receiver.filter(r -> r.equals("Thread")).isPresent()
            || written.startsWith("Thread.of") || written.startsWith("Executors.new");
    }

    private void starts(Sources.Type type, String name, Expression.Call call, Statement statement, Map<String, String> locals) {
        Optional<String> receiver = call.receiver().flatMap(Sources::dotted);
        boolean future = isFuture(call);
        boolean handsOver = handsOver(type, call, locals);
        String executor = receiver.map(r -> typeOf(type, r, locals)).orElse("");
        boolean parallel = call.receiver().map(OffThread::isParallel).orElse(false);
        if (!future && !handsOver && !parallel) return;
        if (future && call.arguments().size() > 1 && carriesContext(type, call.arguments().get(call.arguments().size() - 1),
            locals)) return;
        if (handsOver && carried && !executor.isEmpty() && !executor.equals("ForkJoinPool")) return;
        String what = parallel ? "a parallel stream of " + name : "the task that " + name + " gives to `"
            + (future ? "CompletableFuture." : "") + call.name() + "`";
        for (Expression argument : call.arguments()) {
            code(argument).ifPresent(code -> reads(type, code, new Place(what, parallel ? "runs on other threads as well"
                : "runs on another thread", Kind.OFF_REQUEST_THREAD, code, Optional.of(statement), parallel)));
        }
    }

    private static boolean isFutureStage(String name) {
        return name.matches("(then|handle|whenComplete|exceptionally|runAfter|accept|apply|supply|run).*Async");
    }

    private boolean carriesContext(Sources.Type type, Expression executor, Map<String, String> locals) {
        return Sources.dotted(executor).map(name -> typeOf(type, name, locals)).filter(t -> t.startsWith("DelegatingSecurityContext"))
            .isPresent() || carried
            || executor instanceof Expression.New made && made.type().simpleName().startsWith("DelegatingSecurityContext");
    }

    private String typeOf(Sources.Type scope, String name, Map<String, String> locals) {
        String simple = name.startsWith("this.") ? name.substring(5) : name;
        if (locals.containsKey(simple)) return locals.get(simple);
        return sources.field(scope, simple).map(f -> f.field().type().simpleName()).orElse("");
    }

    private static boolean isParallel(Expression receiver) {
        Expression at = receiver;
        while (at instanceof Expression.Call call) {
            if (call.name().equals("parallelStream") && call.arguments().isEmpty()) return true;
            if (call.name().equals("parallel") && call.arguments().isEmpty()
                && call.receiver().map(r -> Sketch.of(r).contains("tream")).orElse(false)) return true;
            if (call.name().equals("sequential") || call.receiver().isEmpty()) return false;
            at = call.receiver().get();
        }
        return false;
    }

    private void threads(Sources.Type type, String name, Expression.New made, Statement statement) {
        if (!made.type().name().equals("Thread") && !made.type().name().equals("TimerTask")) return;
        List<Node> all = new ArrayList<>();
        made.arguments().forEach(argument -> code(argument).ifPresent(all::add));
        made.body().ifPresent(body -> body.methods().stream().filter(m -> m.name().equals("run"))
            .forEach(m -> m.body().ifPresent(all::add)));
        for (Node code : all) {
            reads(type, code, new Place("the thread that " + name + " starts", "is another thread", Kind.OFF_REQUEST_THREAD, code,
                Optional.of(statement), false));
        }
    }

    /** What runs when a value is called: the body of a lambda or of an anonymous class. */
    private static Optional<Node> code(Expression value) {
        if (value instanceof Expression.Lambda lambda) return Optional.of(lambda.body());
        if (value instanceof Expression.New made && made.body().isPresent()) return Optional.of(made.body().get());
        return value instanceof Expression.MethodRef ? Optional.of(value) : Optional.empty();
    }

    private void reads(Sources.Type type, Node code, Place place) {
        List<Expression.Call> calls = code.all(Expression.Call.class);
        for (Expression.Call call : calls) {
            Optional<Read> read = reads.of(type, call);
            if (read.isEmpty() || calls.stream().anyMatch(c -> c.name().equals("setAuthentication")
                && c.receiver().map(r -> r == call).orElse(false))) continue;
            if (IdentityReads.copes(code) || IdentityReads.provides(code, read.get().holder()) || wrapped(code, call)) continue;
            if (inherited && read.get().holder() == Holder.SECURITY_CONTEXT && place.kind == Kind.OFF_REQUEST_THREAD) continue;
            add(type, read.get(), place);
        }
    }

    /** Inside a task that carries the context along. */
    private static boolean wrapped(Node code, Expression.Call call) {
        return code.all(Expression.New.class).stream().anyMatch(made -> made.type().simpleName().startsWith("DelegatingSecurityContext")
            && made.start() <= call.start() && call.end() <= made.end());
    }

    private void add(Sources.Type type, Read read, Place place) {
        Span at = type.span(read.call());
        if (!said.add(at)) return;
        boolean through = read.through().isPresent();
        String effect = switch (read.holder()) {
            case SECURITY_CONTEXT -> "finds no Authentication";
            case REQUEST_OR_NULL -> through ? "asks for the request and gets null" : "is null";
            case REQUEST_OR_THROW -> "throws IllegalStateException (\"No thread-bound request found\")";
        };
        String how = place.partly ? " for some of the elements: the stream " + place.why : ": it " + place.why;
        String remedy = place.kind == Kind.NO_REQUEST_HERE ? "pass in whom it acts for, or set a context of its own"
            : application.versions().reactive()
            ? "use `ReactiveSecurityContextHolder.getContext()` in the chain that is returned"
                : "read it before, on the request's thread, and pass it in";
        List<Evidence> because = read.through()
            .map(member -> List.of(new Evidence(member.type().nameOf(member.method()), "reads it from the current thread")))
            .orElse(List.of());
        Certainty certainty = place.kind == Kind.NO_REQUEST_HERE && !(place.asked && fails(read, place)) ? Certainty.LIKELY
            : Certainty.CERTAIN;
        model.add(new SessionLookup(at, read.subject(), place.words,
            List.of(new Flaw<>(place.kind, effect + how, remedy, certainty, because, hoist(type, read, place)))));
    }

    /** True when the read itself breaks what is around it: it throws, or something is asked of null. */
    private static boolean fails(Read read, Place place) {
        if (read.holder() == Holder.REQUEST_OR_THROW) return read.through().isEmpty();
        return read.through().isEmpty() && place.code.all(Expression.Call.class).stream()
            .anyMatch(call -> call.receiver().orElse(null) instanceof Expression.Call asked
            && asked.name().equals("getAuthentication") && asked.receiver().map(r -> r == read.call()).orElse(false));
    }

    /** Takes the Authentication over into a variable before the statement. */
    private List<Fix> hoist(Sources.Type type, Read read, Place place) {
        if (place.hoist.isEmpty() || read.holder() != Holder.SECURITY_CONTEXT || read.through().isPresent()) return List.of();
        List<Expression.Call> asked = place.code.all(Expression.Call.class).stream().filter(c -> c.name().equals("getAuthentication")
            && c.receiver().map(r -> r == read.call()).orElse(false)).toList();
        Optional<Lines> lines = project.file(type.path()).map(facts -> facts.lines());
        boolean taken = place.hoist.get().all(Statement.Variable.class).stream().anyMatch(v -> v.name().equals("authentication"))
            || type.declared().methods().stream().anyMatch(m -> m.start() <= read.call().start() && read.call().end() <= m.end()
                && (m.parameters().stream().anyMatch(p -> p.name().equals("authentication"))
                || m.all(Statement.Variable.class).stream().anyMatch(v -> v.name().equals("authentication"))));
        if (asked.isEmpty() || lines.isEmpty() || taken) return List.of();
        boolean known = type.file().imports().stream().anyMatch(i -> i.name().equals("org.springframework.security.core.Authentication"));
        Statement before = place.hoist.get();
        int line = lines.get().line(before.start());
        String indent = " ".repeat(before.start() - lines.get().start(line));
        String declared = (known ? "" : "org.springframework.security.core.") + "Authentication authentication = " + Sketch.of(read.call())
            + ".getAuthentication();\n" + indent;
        return List.of(new Fix("Read it before, on the request's thread", Fix.Safety.REVIEW,
            List.of(new TextEdit(new Span(type.path(), before.start(), before.start()), declared),
            new TextEdit(type.span(asked.get(0)), "authentication"))));
    }
}
