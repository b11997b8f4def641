package dev.gatelint.syntax.java;

import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.UnknownType;
import com.github.javaparser.ast.type.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types as they are written. */
final class Types {
    private Types() {}

    static JavaType of(Type type, Places places) {
        int start = places.start(type);
        int end = places.end(type);
        if (type instanceof UnknownType) return new JavaType(start, start, "var", List.of(), 0);
        if (!places.enter()) return new JavaType(start, end, "?", List.of(), 0);
        try {
            if (type instanceof ArrayType array) {
                JavaType component = of(array.getElementType(), places);
                return new JavaType(start, end, component.name(), component.arguments(), array.getArrayLevel());
            }
            if (type instanceof ClassOrInterfaceType named) {
                List<JavaType> arguments = named.getTypeArguments().map(list -> list.stream().map(t -> of(t, places)).toList())
                    .orElse(List.of());
                return new JavaType(start, end, named.getNameWithScope(), arguments, 0);
            }
            if (type instanceof WildcardType wildcard) {
                Optional<? extends Type> bound = wildcard.getExtendedType().or(wildcard::getSuperType);
                return new JavaType(start, end, "?", bound.map(t -> List.of(of(t, places))).orElse(List.of()), 0);
            }
            if (type instanceof UnionType union) return new JavaType(start, end, joined(union.getElements()), List.of(), 0);
            if (type instanceof IntersectionType both) return of(both.getElements().get(0), places);
            return new JavaType(start, end, type.asString(), List.of(), 0);
        } finally {
            places.leave();
        }
    }

    private static String joined(List<? extends Type> types) {
        return types.stream().map(t -> t instanceof ClassOrInterfaceType c ? c.getNameWithScope() : t.asString())
            .collect(Collectors.joining("|"));
    }
}
