package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What our tree says in the neutral words of {@code src/test/oracle/typescript}, one fact a line, sorted. Both sides say the same things of
 * the same places, or one of them is wrong.
 */
final class Projection {
    private final List<String> facts = new ArrayList<>();

    private Projection() {}

    /** The facts of a file; the comments among them when asked for. */
    static List<String> of(TsFile file, boolean comments) {
        Projection projection = new Projection();
        if (comments) {
            for (Comment comment : file.comments()) projection.add(comment.start(), comment.end(), "comment", comment.kind());
        }
        file.walk(node -> {
            if (node instanceof TsFile) return true;
            if (node instanceof Statement statement && !(node instanceof Expression)) return projection.statement(statement);
            if (node instanceof Expression expression) return projection.expression(expression);
            return projection.part(node);
        });
        Collections.sort(projection.facts);
        return projection.facts;
    }

    /** Text as printable ASCII, as {@code plain} of the other side. */
    private static String plain(String text) {
        if (text == null) return "?";
        StringBuilder plain = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > 0x20 && c < 0x7f && c != '\\') plain.append(c);
            else plain.append(String.format("\\u%04x", (int) c));
        }
        return plain.toString();
    }

    private void add(int start, int end, Object... words) {
        StringBuilder fact = new StringBuilder().append(start).append(' ').append(end);
        for (Object word : words) fact.append(' ').append(word);
        facts.add(fact.toString());
    }

    private boolean put(Node node, Object... words) {
        add(node.start(), node.end(), words);
        return true;
    }

    private static String flag(boolean is, String word) {
        return is ? word : "-";
    }

    private static String has(Set<Modifier> modifiers, Modifier modifier) {
        return flag(modifiers.contains(modifier), modifier.name().toLowerCase());
    }

    // ---- statements

    private boolean statement(Statement node) {
        if (node instanceof Statement.Directive directive) return put(node, "directive", plain(directive.value()));
        if (node instanceof Statement.Variables variables) {
            return put(node, "variables", variables.kind(), flag(variables.declare(), "declare"));
        }
        if (node instanceof Statement.Run) return put(node, "run");
        if (node instanceof Statement.Block block) return put(node, "block", block.statements().size());
        if (node instanceof Statement.Empty) return put(node, "empty");
        if (node instanceof Statement.If) return put(node, "if");
        if (node instanceof Statement.For) return put(node, "for");
        if (node instanceof Statement.ForIn) return put(node, "forin");
        if (node instanceof Statement.ForOf loop) return put(node, "forof", flag(loop.await(), "await"));
        if (node instanceof Statement.While) return put(node, "while");
        if (node instanceof Statement.DoWhile) return put(node, "do");
        if (node instanceof Statement.Return) return put(node, "return");
        if (node instanceof Statement.Throw) return put(node, "throw");
        if (node instanceof Statement.Try) return put(node, "try");
        if (node instanceof Statement.Switch choice) return put(node, "switch", choice.cases().size());
        if (node instanceof Statement.Break) return put(node, "break");
        if (node instanceof Statement.Continue) return put(node, "continue");
        if (node instanceof Statement.Labeled) return put(node, "label");
        if (node instanceof Statement.Debugger) return put(node, "debugger");
        if (node instanceof Statement.With) return put(node, "with");
        if (node instanceof Statement.Unparsed) return put(node, "unparsed");
        return declaration(node);
    }

    private boolean declaration(Statement node) {
        if (node instanceof Statement.Import imports) {
            put(node, "import", flag(imports.typeOnly(), "type"), plain(imports.source().value()));
            return attributed(node, imports.attributes());
        }
        if (node instanceof Statement.ImportEquals equals) {
            return !put(node, "importequals", flag(equals.typeOnly(), "type"), plain(equals.name().name()));
        }
        if (node instanceof Statement.ExportNamed names) {
            put(node, names.declaration() == null ? "exportnames " + flag(names.typeOnly(), "type") : "export");
            return attributed(node, names.attributes());
        }
        if (node instanceof Statement.ExportAll all) {
            put(node, "exportall", flag(all.typeOnly(), "type"), all.specifier() == null ? "-" : plain(all.specifier().alias().name()));
            all.source().walk(this::any);
            if (all.attributes() != null) all.attributes().members().forEach(member -> member.walk(this::any));
            return false;
        }
        if (node instanceof Statement.ExportDefault) return put(node, "exportdefault");
        if (node instanceof Statement.ExportEquals) return put(node, "exportequals");
        if (node instanceof Statement.TypeDeclaration type) {
            String kind = switch (type.kind()) {
                case INTERFACE -> "interface";
                case ALIAS -> "alias";
                case GLOBAL_NAME -> "globalname";
            };
            return !put(node, kind, plain(type.name().name()));
        }
        if (node instanceof Statement.EnumDeclaration type) return put(node, "enum", plain(type.name().name()));
        if (node instanceof Statement.Namespace space) {
            put(node, "namespace");
            Node member = space.name();
            while (member instanceof Expression.Member inner) {
                inner.property().walk(this::any);
                member = inner.object();
            }
            member.walk(this::any);
            if (space.body() != null) {
                put(space.body(), "block", space.body().statements().size());
                for (Statement statement : space.body().statements()) statement.walk(this::any);
            }
            return false;
        }
        return put(node, "unknown", node.getClass().getSimpleName());
    }

    /** Import attributes are said one by one, and not as the object that they are written as. */
    private boolean attributed(Statement node, Expression.ObjectLiteral attributes) {
        if (attributes == null) return true;
        node.forEachChild(child -> {
            if (child == attributes) attributes.members().forEach(member -> member.walk(this::any));
            else child.walk(this::any);
        });
        return false;
    }

    private boolean any(Node node) {
        if (node instanceof Statement statement && !(node instanceof Expression)) return statement(statement);
        if (node instanceof Expression expression) return expression(expression);
        return part(node);
    }

    // ---- parts

    private boolean part(Node node) {
        if (node instanceof TypeText) return put(node, "type");
        if (node instanceof Parameter parameter) {
            return put(node, "parameter", flag(parameter.rest(), "rest"), flag(parameter.optional(), "optional"));
        }
        if (node instanceof Decorator) return put(node, "decorator");
        if (node instanceof Pattern.ObjectPattern pattern) return put(node, "object", pattern.elements().size());
        if (node instanceof Pattern.ArrayPattern pattern) return put(node, "array", pattern.elements().size());
        if (node instanceof Pattern.Rest) return put(node, "spread");
        if (node instanceof Pattern.Default) return true;
        if (node instanceof Pattern.Bound bound) return put(node, "prop", plain(bound.name()), flag(bound.shorthand(), "short"));
        if (node instanceof ObjectMember.Property property) {
            put(node, "prop", plain(property.name()), flag(property.shorthand(), "short"));
            if (!property.shorthand() || !(property.value() instanceof Expression.Assignment cover)) return true;
            property.key().walk(this::any);
            cover.value().walk(this::any);
            return false;
        }
        if (node instanceof Method method) {
            FunctionNode function = method.function();
            put(node, "method", function.kind(), has(method.modifiers(), Modifier.STATIC), flag(function.async(), "async"),
                    flag(function.generator(), "generator"), function.parameters().size(), plain(method.name()));
            if (function.kind() != FunctionNode.Kind.CONSTRUCTOR) return true;
            function.walk(this::any);
            return false;
        }
        if (node instanceof ClassMember.Field field) return put(node, "field", has(field.modifiers(), Modifier.STATIC),
            plain(field.name()));
        if (node instanceof ClassMember.StaticBlock) return put(node, "staticblock");
        if (node instanceof ClassMember.IndexSignature) return put(node, "indexsignature");
        if (node instanceof Statement.Declarator) return put(node, "declarator");
        if (node instanceof Statement.Case) return put(node, "case");
        if (node instanceof Statement.Catch) return put(node, "catch");
        if (node instanceof Statement.Specifier specifier) {
            return !put(node, "specifier", flag(specifier.typeOnly(), "type"), plain(specifier.name().name()),
                plain(specifier.alias().name()));
        }
        if (node instanceof Statement.EnumMember member) return put(node, "enummember", plain(member.name()));
        if (node instanceof Expression.TemplateText text) return put(node, "piece", plain(text.value()));
        if (node instanceof Jsx.Text) return put(node, "jsxtext");
        if (node instanceof Jsx.Container container) return put(node, "container", flag(container.spread(), "spread"));
        if (node instanceof Jsx.SpreadAttribute) return put(node, "jsxspread");
        if (node instanceof Jsx.NamedAttribute attribute) {
            put(node, "attribute", plain(attribute.name().name()));
            if (attribute.value() instanceof Expression.StringLiteral string) put(string, "attributestring");
            else if (attribute.value() != null) attribute.value().walk(this::any);
            return false;
        }
        return put(node, "unknown", node.getClass().getSimpleName());
    }

    // ---- expressions

    private boolean expression(Expression node) {
        if (node instanceof Expression.Identifier identifier) return put(node, "id", plain(identifier.name()));
        if (node instanceof Expression.PrivateName name) return put(node, "private", plain(name.name()));
        if (node instanceof Expression.This) return put(node, "this");
        if (node instanceof Expression.Super) return put(node, "super");
        if (node instanceof Expression.StringLiteral string) return put(node, "string", plain(string.value()));
        if (node instanceof Expression.NumberLiteral number) return put(node, "number", number.text());
        if (node instanceof Expression.BooleanLiteral bool) return put(node, bool.value());
        if (node instanceof Expression.NullLiteral) return put(node, "null");
        if (node instanceof Expression.RegexLiteral regex) return put(node, "regex", plain("/" + regex.pattern() + "/" + regex.flags()));
        if (node instanceof Expression.TemplateLiteral) return put(node, "template");
        if (node instanceof Expression.TaggedTemplate tagged) {
            put(node, "tagged");
            tagged.tag().walk(this::any);
            tagged.template().walk(this::any);
            return false;
        }
        if (node instanceof Expression.ArrayLiteral array) return put(node, "array", array.elements().size());
        if (node instanceof Expression.ObjectLiteral object) return put(node, "object", object.members().size());
        if (node instanceof Expression.Member member) return put(node, "member", flag(member.optional(), "optional"), plain(member.name()));
        if (node instanceof Expression.Index index) return put(node, "index", flag(index.optional(), "optional"));
        if (node instanceof Expression.Unary unary) return put(node, "unary", unary.operator());
        if (node instanceof Expression.Update update) return put(node, "update", update.operator());
        if (node instanceof Expression.Await) return put(node, "await");
        if (node instanceof Expression.Yield yield) return put(node, "yield", flag(yield.delegate(), "*"));
        if (node instanceof Expression.Binary binary) return put(node, "binary", binary.operator());
        if (node instanceof Expression.Assignment assignment) return put(node, "assign", assignment.operator());
        if (node instanceof Expression.Conditional) return put(node, "conditional");
        if (node instanceof Expression.Sequence sequence) return put(node, "sequence", sequence.expressions().size());
        if (node instanceof Expression.Spread) return put(node, "spread");
        if (node instanceof Expression.MetaProperty) return put(node, "meta");
        if (node instanceof Expression.Missing missing) return missing.start() == missing.end();
        return compound(node);
    }

    /** Those of whose types only some are said: all but the type arguments are walked by hand. */
    private boolean compound(Expression node) {
        if (node instanceof Expression.Call call) {
            put(node, "call", flag(call.optional(), "optional"), call.arguments().size(), call.callee().start(), call.callee().end());
            if (call.typeArguments() == null) return true;
        } else if (node instanceof Expression.New creation) {
            put(node, "new", creation.arguments().size());
            if (creation.typeArguments() == null) return true;
        } else if (node instanceof Expression.ImportCall call) {
            return put(node, "importcall", call.arguments().size());
        } else if (node instanceof Expression.Cast cast) {
            put(node, "cast", cast.kind());
            if (cast.kind() != Expression.Cast.Kind.ANGLE) return true;
        } else if (node instanceof Expression.Instantiation) {
            put(node, "instantiation");
        } else if (node instanceof Jsx.Element element) {
            put(node, "jsx", element.name() == null ? "-" : plain(element.tag()), element.openingEnd());
            element.attributes().forEach(attribute -> attribute.walk(this::any));
            element.children().forEach(child -> child.walk(this::any));
            return false;
        } else if (node instanceof FunctionNode function) {
            switch (function.kind()) {
                case DECLARATION, EXPRESSION, ARROW -> put(node, "function", function.kind(), flag(function.async(), "async"),
                        flag(function.generator(), "generator"), function.parameters().size());
                default -> { }
            }
            if (function.typeParameters() == null) return true;
        } else if (node instanceof ClassNode type) {
            put(node, "class", type.name() == null ? "-" : plain(type.name().name()), has(type.modifiers(), Modifier.ABSTRACT),
                type.members().size());
            if (type.typeParameters() == null && type.superTypeArguments() == null) return true;
        }
        TypeText silent = silentType(node);
        TypeText alsoSilent = node instanceof ClassNode type ? type.superTypeArguments() : null;
        node.forEachChild(child -> {
            if (child != silent && child != alsoSilent) child.walk(this::any);
        });
        return false;
    }

    private static TypeText silentType(Expression node) {
        if (node instanceof Expression.Call call) return call.typeArguments();
        if (node instanceof Expression.New creation) return creation.typeArguments();
        if (node instanceof Expression.Cast cast) return cast.type();
        if (node instanceof Expression.Instantiation instantiation) return instantiation.typeArguments();
        if (node instanceof FunctionNode function) return function.typeParameters();
        return node instanceof ClassNode type ? type.typeParameters() : null;
    }
}
