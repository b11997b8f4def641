package dev.gatelint.syntax.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.*;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.TypeParameter;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.java.JavaClass.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files, types and their members. */
final class Declarations {
    private Declarations() {}

    static JavaFile file(CompilationUnit unit, SourceFile file, Places at, List<Problem> problems) {
        String name = unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
        List<JavaFile.Import> imports = unit.getImports().stream().map(i -> imported(i, at)).toList();
        return new JavaFile(0, file.text().length(), name, imports, unit.getTypes().stream().map(t -> type(t, at)).toList(), problems);
    }

    private static JavaFile.Import imported(ImportDeclaration node, Places at) {
        return new JavaFile.Import(at.start(node), at.end(node), node.getNameAsString(), at.start(node.getName()), at.end(node.getName()),
            node.isStatic(), node.isAsterisk());
    }

    static JavaClass type(TypeDeclaration<?> node, Places at) {
        Members members = new Members(at, node.getNameAsString());
        node.getMembers().forEach(members::add);
        Kind kind = Kind.CLASS;
        List<String> typeParameters = List.of();
        List<JavaType> extended = List.of();
        List<JavaType> implemented = List.of();
        List<Parameter> components = List.of();
        List<JavaClass.Constant> constants = List.of();
        if (node instanceof ClassOrInterfaceDeclaration c) {
            if (c.isInterface()) kind = Kind.INTERFACE;
            typeParameters = names(c.getTypeParameters());
            extended = types(c.getExtendedTypes(), at);
            implemented = types(c.getImplementedTypes(), at);
        } else if (node instanceof EnumDeclaration e) {
            kind = Kind.ENUM;
            implemented = types(e.getImplementedTypes(), at);
            constants = e.getEntries().stream().map(c -> constant(c, at)).toList();
        } else if (node instanceof RecordDeclaration r) {
            kind = Kind.RECORD;
            typeParameters = names(r.getTypeParameters());
            implemented = types(r.getImplementedTypes(), at);
            components = r.getParameters().stream().map(p -> parameter(p, at)).toList();
        } else if (node instanceof AnnotationDeclaration) {
            kind = Kind.ANNOTATION;
        }
        int nameEnd = at.end(node.getName());
        int header = Math.max(nameEnd, Stream.of(extended, implemented, components).flatMap(List::stream).mapToInt(Node::end).max()
            .orElse(0));
        return new JavaClass(at.start(node), at.end(node), kind, modifiers(node.getModifiers()),
            Expressions.annotations(node.getAnnotations(), at),
            node.getNameAsString(), at.start(node.getName()), nameEnd, typeParameters, extended, implemented, components, constants,
            members.fields, members.methods, members.initializers, members.types, at.behindBrace(header));
    }

    static JavaClass anonymous(ObjectCreationExpr node, NodeList<BodyDeclaration<?>> body, Places at) {
        Members members = new Members(at, "");
        body.forEach(members::add);
        int start = at.end(node.getType());
        return new JavaClass(start, at.end(node), Kind.CLASS, Set.of(), List.of(), "", start, start, List.of(),
            List.of(Types.of(node.getType(), at)),
            List.of(), List.of(), List.of(), members.fields, members.methods, members.initializers, members.types, at.behindBrace(start));
    }

    private static JavaClass.Constant constant(EnumConstantDeclaration node, Places at) {
        Optional<JavaClass> body = Optional.empty();
        if (!node.getClassBody().isEmpty()) {
            Members members = new Members(at, "");
            node.getClassBody().forEach(members::add);
            int start = at.end(node.getName());
            body = Optional.of(new JavaClass(start, at.end(node), Kind.CLASS, Set.of(), List.of(), "", start, start, List.of(), List.of(),
                List.of(), List.of(),
                List.of(), members.fields, members.methods, members.initializers, members.types, at.behindBrace(start)));
        }
        return new JavaClass.Constant(at.start(node), at.end(node), node.getNameAsString(), Expressions.all(node.getArguments(), at), body);
    }

    static Parameter parameter(com.github.javaparser.ast.body.Parameter node, Places at) {
        return new Parameter(at.start(node), at.end(node), Expressions.annotations(node.getAnnotations(), at), Types.of(node.getType(), at),
            node.isVarArgs(), node.getNameAsString(), at.start(node.getName()), at.end(node.getName()));
    }

    private static List<String> names(NodeList<TypeParameter> parameters) {
        return parameters.stream().map(TypeParameter::getNameAsString).toList();
    }

    private static List<JavaType> types(NodeList<ClassOrInterfaceType> types, Places at) {
        return types.stream().map(t -> Types.of(t, at)).toList();
    }

    private static Set<Modifier> modifiers(NodeList<com.github.javaparser.ast.Modifier> nodes) {
        return nodes.stream().map(m -> Modifier.valueOf(m.getKeyword().asString().toUpperCase(Locale.ROOT).replace('-', '_')))
            .collect(Collectors.toSet());
    }

    /** Sorts the members of a type. */
    private static final class Members {
        private final Places at;
        private final String owner;
        private final List<JavaField> fields = new ArrayList<>();
        private final List<JavaMethod> methods = new ArrayList<>();
        private final List<JavaClass.Initializer> initializers = new ArrayList<>();
        private final List<JavaClass> types = new ArrayList<>();

        private Members(Places at, String owner) {
            this.at = at;
            this.owner = owner;
        }

        private void add(BodyDeclaration<?> node) {
            if (!at.enter()) return;
            try {
                if (node instanceof FieldDeclaration field) field(field);
                else if (node instanceof MethodDeclaration method) method(method);
                else if (node instanceof ConstructorDeclaration c) constructor(c);
                else if (node instanceof CompactConstructorDeclaration c) compact(c);
                else if (node instanceof AnnotationMemberDeclaration member) member(member);
                else if (node instanceof InitializerDeclaration i) {
                    initializers.add(new JavaClass.Initializer(at.start(i), at.end(i), i.isStatic(), Statements.block(i.getBody(), at)));
                } else if (node instanceof TypeDeclaration<?> type) types.add(type(type, at));
            } finally {
                at.leave();
            }
        }

        private void field(FieldDeclaration node) {
            List<Annotation> annotations = Expressions.annotations(node.getAnnotations(), at);
            Set<Modifier> modifiers = modifiers(node.getModifiers());
            for (VariableDeclarator v : node.getVariables()) {
                fields.add(new JavaField(at.start(node), at.end(node), modifiers, annotations, Types.of(v.getType(), at),
                    v.getNameAsString(),
                    at.start(v.getName()), at.end(v.getName()), v.getInitializer().map(e -> Expressions.of(e, at))));
            }
        }

        private void method(MethodDeclaration node) {
            methods.add(new JavaMethod(at.start(node), at.end(node), modifiers(node.getModifiers()),
                Expressions.annotations(node.getAnnotations(), at),
                names(node.getTypeParameters()), Optional.of(Types.of(node.getType(),
                    at)), node.getNameAsString(), at.start(node.getName()),
                at.end(node.getName()), node.getParameters().stream().map(p -> parameter(p, at)).toList(), node.getBody()
                    .map(b -> Statements.block(b, at)),
                Optional.empty()));
        }

        private void constructor(ConstructorDeclaration node) {
            methods.add(new JavaMethod(at.start(node), at.end(node), modifiers(node.getModifiers()),
                Expressions.annotations(node.getAnnotations(), at),
                names(node.getTypeParameters()), Optional.empty(), owner, at.start(node.getName()), at.end(node.getName()),
                node.getParameters().stream().map(p -> parameter(p, at)).toList(), body(node.getBody()), Optional.empty()));
        }

        private void compact(CompactConstructorDeclaration node) {
            methods.add(new JavaMethod(at.start(node), at.end(node), modifiers(node.getModifiers()),
                Expressions.annotations(node.getAnnotations(), at),
                names(node.getTypeParameters()), Optional.empty(), owner, at.start(node.getName()), at.end(node.getName()), List.of(),
                body(node.getBody()), Optional.empty()));
        }

        private void member(AnnotationMemberDeclaration node) {
            methods.add(new JavaMethod(at.start(node), at.end(node), modifiers(node.getModifiers()),
                Expressions.annotations(node.getAnnotations(), at),
                List.of(), Optional.of(Types.of(node.getType(),
                    at)), node.getNameAsString(), at.start(node.getName()), at.end(node.getName()), List.of(),
                Optional.empty(), node.getDefaultValue().map(e -> Expressions.of(e, at))));
        }

        private Optional<Statement.Block> body(BlockStmt node) {
            return Optional.of(Statements.block(node, at));
        }
    }
}
