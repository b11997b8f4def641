package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Something that is done or declared. Places include the semicolon when it is written. */
public sealed interface Statement extends Node permits FunctionNode, ClassNode, Statement.Directive, Statement.Variables, Statement.Run,
        Statement.Block, Statement.Empty, Statement.If, Statement.For, Statement.ForIn, Statement.ForOf, Statement.While, Statement.DoWhile,
        Statement.Return, Statement.Throw, Statement.Try, Statement.Switch, Statement.Break, Statement.Continue, Statement.Labeled,
        Statement.Debugger, Statement.With, Statement.Import, Statement.ImportEquals, Statement.ExportNamed, Statement.ExportAll,
        Statement.ExportDefault, Statement.ExportEquals, Statement.TypeDeclaration, Statement.EnumDeclaration, Statement.Namespace,
        Statement.Unparsed {

    /** {@code "use server";} at the head of a file or a function body. {@link #value} is the text between the quotes as written. */
    record Directive(int start, int end, Expression.StringLiteral literal, String value) implements Statement {
        static List<Directive> leading(List<Statement> statements) {
            return statements.stream().takeWhile(Directive.class::isInstance).map(Directive.class::cast).toList();
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(literal);
        }
    }

    /** {@code const a = 1, b = 2;} */
    record Variables(int start, int end, Kind kind, boolean declare, List<Declarator> declarators) implements Statement {
        /** The word that declares. */
        public enum Kind { VAR, LET, CONST, USING, AWAIT_USING }

        @Override public void forEachChild(Consumer<? super Node> action) {
            declarators.forEach(action);
        }
    }

    /** {@code target: annotation = value}; {@code annotation} and {@code value} may be null. */
    record Declarator(int start, int end, Pattern target, TypeText annotation, Expression value) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            Node.give(annotation, action);
            Node.give(value, action);
        }
    }

    /** An expression that stands as a statement. */
    record Run(int start, int end, Expression expression) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(expression);
        }
    }

    /** {@code { … }} */
    record Block(int start, int end, List<Statement> statements) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            statements.forEach(action);
        }
    }

    /** A lone {@code ;} */
    record Empty(int start, int end) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code alternate} is null without {@code else}. */
    record If(int start, int end, Expression test, Statement consequent, Statement alternate) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(test);
            action.accept(consequent);
            Node.give(alternate, action);
        }
    }

    /** {@code for (init; test; update) body}; {@code init} is {@link Variables}, an {@link Expression} or null, the others may be null. */
    record For(int start, int end, Node init, Expression test, Expression update, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(init, action);
            Node.give(test, action);
            Node.give(update, action);
            action.accept(body);
        }
    }

    /** {@code for (target in object) body}; {@code target} is {@link Variables} or a {@link Pattern}. */
    record ForIn(int start, int end, Node target, Expression object, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(object);
            action.accept(body);
        }
    }

    /** {@code for await (target of iterable) body}; {@code target} is {@link Variables} or a {@link Pattern}. */
    record ForOf(int start, int end, boolean await, Node target, Expression iterable, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(iterable);
            action.accept(body);
        }
    }

    /** {@code while (test) body} */
    record While(int start, int end, Expression test, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(test);
            action.accept(body);
        }
    }

    /** {@code do body while (test)} */
    record DoWhile(int start, int end, Statement body, Expression test) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(body);
            action.accept(test);
        }
    }

    /** {@code value} may be null. */
    record Return(int start, int end, Expression value) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(value, action);
        }
    }

    /** {@code throw value} */
    record Throw(int start, int end, Expression value) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(value);
        }
    }

    /** {@code handler} or {@code finalizer} may be null. */
    record Try(int start, int end, Block block, Catch handler, Block finalizer) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(block);
            Node.give(handler, action);
            Node.give(finalizer, action);
        }
    }

    /** {@code catch (target: annotation) { … }}; {@code target} and {@code annotation} may be null. */
    record Catch(int start, int end, Pattern target, TypeText annotation, Block body) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(target, action);
            Node.give(annotation, action);
            action.accept(body);
        }
    }

    /** {@code switch (value) { … }} */
    record Switch(int start, int end, Expression value, List<Case> cases) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(value);
            cases.forEach(action);
        }
    }

    /** {@code case test:} or, with null, {@code default:} and the statements up to the next. */
    record Case(int start, int end, Expression test, List<Statement> statements) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(test, action);
            statements.forEach(action);
        }
    }

    /** {@code label} may be null. */
    record Break(int start, int end, Expression.Identifier label) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(label, action);
        }
    }

    /** {@code label} may be null. */
    record Continue(int start, int end, Expression.Identifier label) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(label, action);
        }
    }

    /** {@code label: body} */
    record Labeled(int start, int end, Expression.Identifier label, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(label);
            action.accept(body);
        }
    }

    /** {@code debugger;} */
    record Debugger(int start, int end) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code with (object) body} */
    record With(int start, int end, Expression object, Statement body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(object);
            action.accept(body);
        }
    }

    /**
     * {@code import a, {b as c} from "source" with {…}}; {@code import "source"} has no specifiers.
     *
     * @param typeOnly {@code import type}
     */
    record Import(int start, int end, boolean typeOnly, List<Specifier> specifiers, Expression.StringLiteral source,
                  Expression.ObjectLiteral attributes) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            specifiers.forEach(action);
            action.accept(source);
            Node.give(attributes, action);
        }
    }

    /**
     * One name of an import or an export: {@code name as alias}. Written once, both are the same identifier.
     *
     * @param name     what it is called where it comes from; {@code default} at the place of the local name in {@code import a},
     *                 {@code *} in {@code import * as a} and {@code export * as a}; a string is taken as a name
     * @param alias    what it is called where it goes to: in an import the local name, in an export the outer name
     * @param typeOnly {@code {type a}}
     */
    record Specifier(int start, int end, boolean typeOnly, Expression.Identifier name, Expression.Identifier alias) implements Node {
        /** True for {@code * as alias}. */
        public boolean everything() {
            return name.name().equals("*");
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            if (name.start() != alias.start()) action.accept(name);
            action.accept(alias);
        }
    }

    /**
     * {@code import name = require("source")}, or with null for {@code source}, {@code import name = A.B}.
     *
     * @param reference what stands behind {@code =}
     */
    record ImportEquals(int start, int end, boolean typeOnly, Expression.Identifier name, Expression.StringLiteral source,
                        TypeText reference) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(name);
            if (source == null) action.accept(reference);
            else action.accept(source);
        }
    }

    /**
     * {@code export declaration} or {@code export {a as b} from "source"}.
     *
     * @param declaration null when there are specifiers; begins behind {@code export}
     * @param source      may be null
     */
    record ExportNamed(int start, int end, boolean typeOnly, Statement declaration, List<Specifier> specifiers,
        Expression.StringLiteral source,
                       Expression.ObjectLiteral attributes) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(declaration, action);
            specifiers.forEach(action);
            Node.give(source, action);
            Node.give(attributes, action);
        }
    }

    /** {@code export * from "source"} or {@code export * as alias from "source"}; {@code specifier} is null in the first form. */
    record ExportAll(int start, int end, boolean typeOnly, Specifier specifier, Expression.StringLiteral source,
                     Expression.ObjectLiteral attributes) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(specifier, action);
            action.accept(source);
            Node.give(attributes, action);
        }
    }

    /**
     * {@code export default declaration}: a {@link FunctionNode}, a {@link ClassNode}, a {@link TypeDeclaration} or another {@link
     * Expression}.
     */
    record ExportDefault(int start, int end, Node declaration) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(declaration);
        }
    }

    /** {@code export = expression}, TypeScript's own. */
    record ExportEquals(int start, int end, Expression expression) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(expression);
        }
    }

    /** An interface, a type alias, or {@code export as namespace name}: things that have a name and leave nothing at run time. */
    record TypeDeclaration(int start, int end, Kind kind, boolean declare, Expression.Identifier name, TypeText typeParameters,
        TypeText body)
            implements Statement {
        /** What is declared. */
        public enum Kind { INTERFACE, ALIAS, GLOBAL_NAME }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(name);
            Node.give(typeParameters, action);
            Node.give(body, action);
        }
    }

    /** {@code const enum name { … }} */
    record EnumDeclaration(int start, int end, Set<Modifier> modifiers, Expression.Identifier name,
        List<EnumMember> members) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(name);
            members.forEach(action);
        }
    }

    /** {@code key = value}; {@code value} may be null. */
    record EnumMember(int start, int end, Expression key, boolean computed, Expression value) implements Node {
        /** The name, or null when it is computed. */
        public String name() {
            return ObjectMember.name(key, computed);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(key);
            Node.give(value, action);
        }
    }

    /**
     * {@code namespace A.B { … }}, {@code declare module "name" { … }}, {@code declare global { … }}.
     *
     * @param name {@code A}, a member {@code A.B}, a string, or {@code global}
     * @param body null when there is none
     */
    record Namespace(int start, int end, boolean declare, Expression name, Block body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(name);
            Node.give(body, action);
        }
    }

    /** Text that makes no sense here and was stepped over. */
    record Unparsed(int start, int end) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
