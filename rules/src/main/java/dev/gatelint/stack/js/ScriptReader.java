package dev.gatelint.stack.js;

import dev.gatelint.syntax.ts.ClassMember;
import dev.gatelint.syntax.ts.ClassNode;
import dev.gatelint.syntax.ts.Expression;
import dev.gatelint.syntax.ts.FunctionNode;
import dev.gatelint.syntax.ts.Jsx;
import dev.gatelint.syntax.ts.Method;
import dev.gatelint.syntax.ts.Modifier;
import dev.gatelint.syntax.ts.Node;
import dev.gatelint.syntax.ts.ObjectMember;
import dev.gatelint.syntax.ts.Parameter;
import dev.gatelint.syntax.ts.Pattern;
import dev.gatelint.syntax.ts.Statement;
import dev.gatelint.syntax.ts.TsFile;
import dev.gatelint.syntax.ts.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns the tree of one file into facts. Not for use by more than one thread. */
final class ScriptReader {
    /** Chains and nestings deeper than this are {@link Expr.Unclear}. */
    private static final int MAX_DEPTH = 250;
    private final TsFile file;
    private final List<Script.Import> imports = new ArrayList<>();
    private final List<Script.Export> exports = new ArrayList<>();
    private int depth;

    private ScriptReader(TsFile file) {
        this.file = file;
    }

    /** The facts of a file. */
    static Script read(TsFile file) {
        ScriptReader reader = new ScriptReader(file);
        List<Step> body = new ArrayList<>();
        for (Statement statement : file.statements()) reader.top(statement, body);
        return new Script(directives(file.directives()), List.copyOf(reader.imports), List.copyOf(reader.exports), List.copyOf(body));
    }

    private static List<String> directives(List<Statement.Directive> directives) {
        return directives.stream().map(Statement.Directive::value).toList();
    }

    private void top(Statement statement, List<Step> body) {
        if (statement instanceof Statement.Import i) {
            imports(i);
        } else if (statement instanceof Statement.ImportEquals i && i.source() != null) {
            imports.add(new Script.Import(i.name().start(), i.name().end(), i.name().name(), "*", i.source().value(), i.source().start(),
                i.source().end(), i.typeOnly()));
        } else if (statement instanceof Statement.ExportNamed e) {
            exportNamed(e, body);
        } else if (statement instanceof Statement.ExportAll e) {
            Node at = e.specifier() == null ? e.source() : e.specifier();
            exports.add(new Script.Export(at.start(), at.end(), e.specifier() == null ? "*" : e.specifier().alias().name(), "*", e.source()
                .value(),
                e.typeOnly()));
        } else if (statement instanceof Statement.ExportDefault e) {
            exportDefault(e, body);
        } else if (statement instanceof Statement.ExportEquals e) {
            exportValue(e.start(), e.end(), e.expression(), body);
        } else if (statement instanceof Statement.Run run && run.expression() instanceof Expression.Assignment assignment
            && commonJs(assignment, body)) {
            return;
        } else {
            step(statement, body);
        }
    }

    private boolean commonJs(Expression.Assignment assignment, List<Step> body) {
        if (!(assignment.target() instanceof Expression target) || !assignment.operator().equals("=")) return false;
        String name = target.dotted();
        if (name == null) return false;
        if (name.equals("module.exports")) {
            exportValue(assignment.start(), assignment.end(), assignment.value(), body);
            return true;
        }
        String exported = name.startsWith("module.exports.") ? name.substring(15) : name.startsWith("exports.") ? name.substring(8) : "";
        if (exported.isEmpty() || exported.contains(".")) return false;
        Expr.Name local = new Expr.Name(target.start(), target.end(), exported.equals("default") ? Script.DEFAULT : exported);
        body.add(new Step.Declare(assignment.start(), assignment.end(), "const", new Target.Place(local), "",
            expr(assignment.value(), exported)));
        exports.add(new Script.Export(target.start(), target.end(), exported, local.name(), "", false));
        return true;
    }

    private void imports(Statement.Import i) {
        Expression.StringLiteral source = i.source();
        if (i.specifiers().isEmpty() && !i.typeOnly()) {
            imports.add(new Script.Import(source.start(), source.end(), "", "", source.value(), source.start(), source.end(), false));
        }
        for (Statement.Specifier s : i.specifiers()) {
            imports.add(new Script.Import(s.name().start(), s.name().end(), s.alias().name(), s.name().name(), source.value(),
                source.start(),
                source.end(), i.typeOnly() || s.typeOnly()));
        }
    }

    private void exportNamed(Statement.ExportNamed e, List<Step> body) {
        for (Statement.Specifier s : e.specifiers()) {
            exports.add(new Script.Export(s.alias().start(), s.alias().end(), s.alias().name(), s.name().name(),
                e.source() == null ? "" : e.source().value(), e.typeOnly() || s.typeOnly()));
        }
        if (e.declaration() == null) return;
        int before = body.size();
        step(e.declaration(), body);
        for (Step step : body.subList(before, body.size())) {
            if (step instanceof Step.Declare d) d.target().names().forEach(this::export);
            else if (step instanceof Step.Define d) export(new Expr.Name(d.function().nameStart(), d.function().nameEnd(), d.function()
                .name()));
            else if (step instanceof Step.Run run && run.expr() instanceof Expr.Type type) export(new Expr.Name(type.start(), type.end(),
                type.name()));
        }
    }

    private void export(Expr.Name name) {
        exports.add(new Script.Export(name.start(), name.end(), name.name(), name.name(), "", false));
    }

    private void exportDefault(Statement.ExportDefault e, List<Step> body) {
        Node declaration = e.declaration();
        if (declaration instanceof Statement.TypeDeclaration) return;
        if (declaration instanceof FunctionNode f && f.name() != null && f.kind() == FunctionNode.Kind.DECLARATION) {
            if (f.body() == null) return;
            body.add(new Step.Define(function(f)));
            exports.add(new Script.Export(f.name().start(), f.name().end(), "default", f.name().name(), "", false));
        } else if (declaration instanceof ClassNode c && c.name() != null) {
            body.add(new Step.Run(type(c)));
            exports.add(new Script.Export(c.name().start(), c.name().end(), "default", c.name().name(), "", false));
        } else if (declaration instanceof FunctionNode f) {
            // a function without a name is found by what it is: the word `default` would be the same for every file
            int end = Math.min(f.end(), e.start() + "export default".length());
            declareDefault(e.start(), end, e, new Expr.Lambda(function(f)), body);
        } else if (declaration instanceof Expression value) {
            exportValue(e.start(), e.end(), value, body);
        }
    }

    private void exportValue(int start, int end, Expression value, List<Step> body) {
        Expr expr = expr(value, "");
        if (expr instanceof Expr.Name name) {
            exports.add(new Script.Export(name.start(), name.end(), "default", name.name(), "", false));
            return;
        }
        Expr.Name local = new Expr.Name(expr.start(), expr.end(), Script.DEFAULT);
        body.add(new Step.Declare(start, end, "const", new Target.Place(local), "", expr));
        int tight = expr instanceof Expr.Call call ? call.callee().end() : Math.min(expr.end(), start + 40);
        exports.add(new Script.Export(expr.start(), Math.max(tight, expr.start()), "default", Script.DEFAULT, "", false));
    }

    private void declareDefault(int start, int end, Node all, Expr value, List<Step> body) {
        Expr.Name local = new Expr.Name(start, end, Script.DEFAULT);
        body.add(new Step.Declare(all.start(), all.end(), "const", new Target.Place(local), "", value));
        exports.add(new Script.Export(start, end, "default", Script.DEFAULT, "", false));
    }

    private List<Step> steps(List<Statement> statements) {
        List<Step> out = new ArrayList<>();
        for (Statement statement : statements) step(statement, out);
        return List.copyOf(out);
    }

    private List<Step> block(Statement statement) {
        if (statement == null) return List.of();
        return statement instanceof Statement.Block block ? steps(block.statements()) : steps(List.of(statement));
    }

    private void step(Statement s, List<Step> out) {
        if (++depth > MAX_DEPTH) {
            out.add(new Step.Run(new Expr.Unclear(s.start(), s.end())));
        } else {
            one(s, out);
        }
        depth--;
    }

    private void one(Statement s, List<Step> out) {
        if (s instanceof FunctionNode f) {
            if (f.body() != null && f.name() != null) out.add(new Step.Define(function(f)));
        } else if (s instanceof ClassNode c) {
            if (!c.modifiers().contains(Modifier.DECLARE)) out.add(new Step.Run(type(c)));
        } else if (s instanceof Statement.Variables v) {
            if (!v.declare()) variables(v, out);
        } else if (s instanceof Statement.Run r) {
            out.add(new Step.Run(expr(r.expression(), "")));
        } else if (s instanceof Statement.Block b) {
            out.add(new Step.Block(b.start(), b.end(), "", steps(b.statements())));
        } else if (s instanceof Statement.If i) {
            out.add(new Step.If(i.start(), i.end(), expr(i.test(), ""), block(i.consequent()), block(i.alternate())));
        } else if (s instanceof Statement.Return r) {
            out.add(new Step.Return(r.start(), r.end(), r.value() == null ? null : expr(r.value(), "")));
        } else if (s instanceof Statement.Throw t) {
            out.add(new Step.Throw(t.start(), t.end(), expr(t.value(), "")));
        } else if (s instanceof Statement.Try t) {
            Statement.Catch c = t.handler();
            out.add(new Step.Try(t.start(), t.end(), steps(t.block().statements()), c == null
                || c.target() == null ? null : target(c.target()),
                c == null ? null : steps(c.body().statements()), t.finalizer() == null ? null : steps(t.finalizer().statements())));
        } else if (s instanceof Statement.Switch w) {
            out.add(new Step.Switch(w.start(), w.end(), expr(w.value(), ""), w.cases().stream().map(c -> new Step.Case(c.start(), c.end(),
                c.test() == null ? null : expr(c.test(), ""), steps(c.statements()))).toList()));
        } else if (s instanceof Statement.Break b) {
            out.add(new Step.Leave(b.start(), b.end(), false, b.label() == null ? "" : b.label().name()));
        } else if (s instanceof Statement.Continue c) {
            out.add(new Step.Leave(c.start(), c.end(), true, c.label() == null ? "" : c.label().name()));
        } else if (s instanceof Statement.Labeled l) {
            out.add(new Step.Block(l.start(), l.end(), l.label().name(), block(l.body())));
        } else if (s instanceof Statement.ExportNamed e && e.declaration() != null) {
            step(e.declaration(), out);
        } else if (s instanceof Statement.EnumDeclaration e) {
            enumeration(e, out);
        } else if (s instanceof Statement.Namespace n) {
            if (!n.declare() && n.body() != null) out.add(new Step.Block(n.start(), n.end(), "", steps(n.body().statements())));
        } else {
            loop(s, out);
        }
    }

    private void variables(Statement.Variables v, List<Step> out) {
        String kind = v.kind().name().toLowerCase(java.util.Locale.ROOT);
        for (Statement.Declarator d : v.declarators()) {
            Target target = target(d.target());
            String name = target instanceof Target.Place place && place.place() instanceof Expr.Name n ? n.name() : "";
            out.add(new Step.Declare(d.start(), d.end(), kind, target, type(d.annotation()), d.value() == null ? null
                : expr(d.value(), name)));
        }
    }

    private void enumeration(Statement.EnumDeclaration e, List<Step> out) {
        if (e.modifiers().contains(Modifier.DECLARE)) return;
        List<Expr.Entry> entries = e.members().stream().filter(m -> m.name() != null)
            .map(m -> new Expr.Entry(m.key().start(), m.key().end(), m.name(),
            m.value() == null ? new Expr.Scalar(m.start(), m.end(), Integer.toString(e.members().indexOf(m))) : expr(m.value(), ""),
            Expr.Entry.Kind.PROPERTY)).toList();
        Expr.Name name = new Expr.Name(e.name().start(), e.name().end(), e.name().name());
        out.add(new Step.Declare(e.start(), e.end(), "const", new Target.Place(name), "", new Expr.Fields(e.start(), e.end(), entries)));
    }

    private void loop(Statement s, List<Step> out) {
        if (s instanceof Statement.For f) {
            List<Step> before = new ArrayList<>();
            if (f.init() instanceof Statement init) step(init, before);
            else if (f.init() instanceof Expression init) before.add(new Step.Run(expr(init, "")));
            out.add(new Step.Loop(f.start(), f.end(), false, List.copyOf(before), null, f.test() == null ? null : expr(f.test(), ""),
                f.update() == null ? null : expr(f.update(), ""), block(f.body())));
        } else if (s instanceof Statement.ForOf f) {
            out.add(new Step.Loop(f.start(), f.end(), false, List.of(), target(f.target()), expr(f.iterable(), ""), null, block(f.body())));
        } else if (s instanceof Statement.ForIn f) {
            out.add(new Step.Loop(f.start(), f.end(), false, List.of(), target(f.target()), expr(f.object(), ""), null, block(f.body())));
        } else if (s instanceof Statement.While w) {
            out.add(new Step.Loop(w.start(), w.end(), false, List.of(), null, expr(w.test(), ""), null, block(w.body())));
        } else if (s instanceof Statement.DoWhile w) {
            out.add(new Step.Loop(w.start(), w.end(), true, List.of(), null, expr(w.test(), ""), null, block(w.body())));
        }
    }

    private Target target(Node node) {
        if (node instanceof Statement.Variables v) return target(v.declarators().get(0).target());
        if (node instanceof Pattern.Default d) return target(d.target());
        if (node instanceof Pattern.Rest r) return target(r.target());
        if (node instanceof Pattern.ObjectPattern o) {
            List<Target.Part> parts = new ArrayList<>();
            Target rest = null;
            for (Node element : o.elements()) {
                if (element instanceof Pattern.Rest r) rest = target(r.target());
                else if (element instanceof Pattern.Bound b) parts.add(part(Objects.requireNonNullElse(b.name(), ""), b.target()));
            }
            return new Target.Keys(List.copyOf(parts), rest);
        }
        if (node instanceof Pattern.ArrayPattern a) {
            List<Target.Part> parts = new ArrayList<>();
            Target rest = null;
            for (Pattern element : a.elements()) {
                if (element instanceof Pattern.Rest r) rest = target(r.target());
                else parts.add(element instanceof Expression.Missing ? null : part("", element));
            }
            return new Target.Slots(java.util.Collections.unmodifiableList(parts), rest);
        }
        return new Target.Place(node instanceof Expression e ? expr(e, "") : new Expr.Unclear(node.start(), node.end()));
    }

    private Target.Part part(String name, Pattern pattern) {
        return new Target.Part(name, target(pattern), pattern instanceof Pattern.Default d ? expr(d.value(), name) : null);
    }

    private Function function(FunctionNode f) {
        List<Step> body;
        List<String> directives = directives(f.directives());
        if (f.body() instanceof Statement.Block block) body = steps(block.statements());
        else if (f.body() instanceof Expression value) body = List.of(new Step.Return(value.start(), value.end(), expr(value, "")));
        else body = List.of();
        int first = f.body() instanceof Statement.Block block
            ? block.statements().stream().filter(s -> !(s instanceof Statement.Directive)).mapToInt(Node::start).findFirst().orElse(-1)
            : -1;
        int nameStart = f.name() == null ? f.start() : f.name().start();
        int nameEnd = f.name() == null ? f.start() : f.name().end();
        return new Function(f.start(), f.end(), f.name() == null ? "" : f.name().name(), nameStart, nameEnd, f.async(), f.generator(),
            f.kind() == FunctionNode.Kind.ARROW, f.parameters().stream().filter(p -> !(p.pattern() instanceof Expression.This))
                .map(this::param).toList(),
            first, body, directives);
    }

    private Function.Param param(Parameter p) {
        return new Function.Param(target(p.pattern()), type(p.annotation()), p.rest(), p.defaultValue() == null ? null
            : expr(p.defaultValue(), ""));
    }

    private String type(TypeText type) {
        if (type == null) return "";
        String text = file.text(type);
        return text.length() > 80 ? text.substring(0, 80) : text;
    }

    /** {@code owner} is the name of the variable or property that takes the value: it says whether a string is a secret. */
    private Expr expr(Expression node, String owner) {
        if (++depth > MAX_DEPTH) {
            depth--;
            return new Expr.Unclear(node.start(), node.end());
        }
        Expr made = make(node, owner);
        depth--;
        return made;
    }

    private List<Expr> exprs(List<Expression> nodes) {
        return nodes.stream().map(node -> expr(node, "")).toList();
    }

    private Expr make(Expression n, String owner) {
        int start = n.start();
        int end = n.end();
        if (n instanceof Expression.Identifier i) return new Expr.Name(start, end, i.name());
        if (n instanceof Expression.This) return new Expr.Name(start, end, "this");
        if (n instanceof Expression.Super) return new Expr.Name(start, end, "super");
        if (n instanceof Expression.StringLiteral s) return text(start, end, s.value(), owner);
        if (n instanceof Expression.NumberLiteral l) return new Expr.Scalar(start, end, l.text());
        if (n instanceof Expression.BooleanLiteral b) return new Expr.Scalar(start, end, Boolean.toString(b.value()));
        if (n instanceof Expression.NullLiteral) return new Expr.Scalar(start, end, "null");
        if (n instanceof Expression.RegexLiteral r) return new Expr.Regex(start, end, r.pattern(), r.flags());
        if (n instanceof Expression.TemplateLiteral t) return template(t, owner);
        if (n instanceof Expression.TaggedTemplate t) {
            return new Expr.Call(start, end, Expr.Call.Kind.TAG, expr(t.tag(), ""), List.of(template(t.template(), "")));
        }
        if (n instanceof Expression.Member m) return new Expr.Member(start, end, expr(m.object(), ""), m.name(), m.optional());
        if (n instanceof Expression.Index i) {
            Expr index = expr(i.index(), "");
            Expr object = expr(i.object(), "");
            return index instanceof Expr.Text text ? new Expr.Member(start, end, object, text.value(), i.optional())
                : new Expr.Index(start, end, object, index);
        }
        if (n instanceof Expression.Call c) {
            return new Expr.Call(start, end, c.optional() ? Expr.Call.Kind.OPTIONAL : Expr.Call.Kind.CALL, expr(c.callee(), ""),
                exprs(c.arguments()));
        }
        if (n instanceof Expression.New c) return new Expr.Call(start, end, Expr.Call.Kind.NEW, expr(c.callee(), ""), exprs(c.arguments()));
        if (n instanceof Expression.ImportCall c) {
            return new Expr.Call(start, end, Expr.Call.Kind.IMPORT, new Expr.Name(start, start + 6, "import"), exprs(c.arguments()));
        }
        if (n instanceof FunctionNode f) return new Expr.Lambda(function(f));
        if (n instanceof ClassNode c) return type(c);
        if (n instanceof Expression.ObjectLiteral o) return new Expr.Fields(start, end, o.members().stream().map(this::entry).toList());
        if (n instanceof Expression.ArrayLiteral a) return new Expr.Items(start, end, exprs(a.elements()));
        if (n instanceof Expression.Unary u) return new Expr.Unary(start, end, u.operator(), expr(u.operand(), ""));
        if (n instanceof Expression.Update u) {
            return new Expr.Unary(start, end, u.operator(), expr(u.target(), ""));
        }
        if (n instanceof Expression.Binary b) return new Expr.Binary(start, end, b.operator(), expr(b.left(), owner),
            expr(b.right(), owner(b, owner)));
        if (n instanceof Expression.Conditional c) {
            return new Expr.Choice(start, end, expr(c.test(), ""), expr(c.consequent(), owner), expr(c.alternate(), owner));
        }
        if (n instanceof Expression.Assignment a) {
            String name = a.target() instanceof Expression t && t.dotted() != null ? t.dotted() : "";
            return new Expr.Assign(start, end, a.operator(), target(a.target()), expr(a.value(), name));
        }
        if (n instanceof Expression.Await a) return new Expr.Await(start, end, expr(a.operand(), ""));
        if (n instanceof Expression.Yield y) {
            return new Expr.Unary(start, end, "yield", y.operand() == null ? new Expr.Name(end, end, "undefined") : expr(y.operand(), ""));
        }
        if (n instanceof Expression.Sequence s) return new Expr.Sequence(start, end, exprs(s.expressions()));
        if (n instanceof Expression.Spread s) return new Expr.Spread(start, end, expr(s.operand(), ""));
        if (n instanceof Expression.Cast c) {
            return c.kind() == Expression.Cast.Kind.NON_NULL ? new Expr.Unary(start, end, "!!", expr(c.expression(), owner))
                : expr(c.expression(), owner);
        }
        if (n instanceof Expression.Instantiation i) return expr(i.expression(), owner);
        if (n instanceof Expression.PrivateName p) return new Expr.Text(start, end, p.name());
        if (n instanceof Expression.Missing) return new Expr.Name(start, end, "undefined");
        if (n instanceof Jsx.Element e) return element(e);
        return new Expr.Unclear(start, end);
    }

    /** In {@code process.env.SECRET ?? "text"} the text is a secret too. */
    private static String owner(Expression.Binary b, String owner) {
        String left = b.left().dotted();
        return left != null && Secrets.named(left) ? left : owner;
    }

    private static Expr text(int start, int end, String value, String owner) {
        boolean secret = Secrets.named(owner) && !value.isEmpty();
        return secret ? new Expr.Hidden(start, end, value.length(), Secrets.known(value)) : new Expr.Text(start, end, value);
    }

    private Expr template(Expression.TemplateLiteral t, String owner) {
        if (t.value() != null) return text(t.start(), t.end(), t.value(), owner);
        return new Expr.Template(t.start(), t.end(), t.texts().stream().map(text -> Objects.requireNonNullElse(text.value(), "")).toList(),
            exprs(t.expressions()));
    }

    private Expr.Entry entry(ObjectMember member) {
        if (member instanceof Expression.Spread s) return new Expr.Entry(s.start(), s.end(), "", expr(s.operand(), ""),
            Expr.Entry.Kind.SPREAD);
        if (member instanceof Method m) {
            return new Expr.Entry(m.key().start(), m.key().end(), Objects.requireNonNullElse(m.name(), ""),
                new Expr.Lambda(function(m.function())), kind(m));
        }
        ObjectMember.Property p = (ObjectMember.Property) member;
        String name = Objects.requireNonNullElse(p.name(), "");
        return new Expr.Entry(p.key().start(), p.key().end(), name, expr(p.value(), name),
            p.shorthand() ? Expr.Entry.Kind.SHORTHAND : Expr.Entry.Kind.PROPERTY);
    }

    private static Expr.Entry.Kind kind(Method m) {
        return switch (m.function().kind()) {
            case GETTER -> Expr.Entry.Kind.GETTER;
            case SETTER -> Expr.Entry.Kind.SETTER;
            default -> Expr.Entry.Kind.METHOD;
        };
    }

    private Expr.Type type(ClassNode c) {
        List<Expr.Field> fields = new ArrayList<>();
        for (ClassMember member : c.members()) {
            if (member instanceof Method m && m.function().body() != null) {
                fields.add(new Expr.Field(m.key().start(), m.key().end(), Objects.requireNonNullElse(m.name(), ""),
                    m.modifiers().contains(Modifier.STATIC), kind(m), new Expr.Lambda(function(m.function()))));
            } else if (member instanceof ClassMember.Field f) {
                String name = Objects.requireNonNullElse(f.name(), "");
                fields.add(new Expr.Field(f.key().start(), f.key().end(), name, f.modifiers().contains(Modifier.STATIC),
                    Expr.Entry.Kind.PROPERTY,
                    f.value() == null ? null : expr(f.value(), name)));
            }
        }
        int start = c.name() == null ? c.start() : c.name().start();
        int end = c.name() == null ? c.start() : c.name().end();
        return new Expr.Type(start, end, c.name() == null ? "" : c.name().name(), c.superclass() == null ? null : expr(c.superclass(), ""),
            List.copyOf(fields));
    }

    private Expr element(Jsx.Element e) {
        List<Expr.Entry> properties = new ArrayList<>();
        for (Jsx.Attribute attribute : e.attributes()) {
            if (attribute instanceof Jsx.SpreadAttribute s) {
                properties.add(new Expr.Entry(s.start(), s.end(), "", expr(s.expression(), ""), Expr.Entry.Kind.SPREAD));
            } else if (attribute instanceof Jsx.NamedAttribute a) {
                Expression value = a.expression();
                properties.add(new Expr.Entry(a.name().start(), a.name().end(), a.name().name(),
                    value == null ? new Expr.Scalar(a.start(), a.end(), "true") : expr(value, ""), Expr.Entry.Kind.PROPERTY));
            }
        }
        List<Expr> children = new ArrayList<>();
        for (Jsx.Child child : e.children()) {
            if (child instanceof Jsx.Element element) children.add(expr(element, ""));
            else if (child instanceof Jsx.Container c && c.expression() != null) children.add(expr(c.expression(), ""));
        }
        return new Expr.Element(e.start(), e.end(), Objects.requireNonNullElse(e.tag(), "?"), List.copyOf(properties),
            List.copyOf(children));
    }
}
