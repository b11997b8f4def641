/**
 * A parser of TypeScript, TSX, JavaScript and JSX: tolerant, exact, without a native library. {@link
 * dev.gatelint.syntax.ts.TypeScript#parse}
 * gives a {@link dev.gatelint.syntax.ts.TsFile}: statements, comments, problems. It never throws.
 *
 * <h2>Where things are</h2>
 * <table>
 * <caption>The parts</caption>
 * <tr><th>to read</th><th>look in</th></tr>
 * <tr><td>characters into tokens, comments, going back</td><td>{@code Tokens}, {@code Token}, {@code Chars}, {@code Names}</td></tr>
 * <tr><td>escapes of strings, entities of JSX</td><td>{@code Escapes}, {@code Entities}</td></tr>
 * <tr><td>statements, lists of them, loops, ASI</td><td>{@code Statements}; stepping over what is too deep: {@code Recovery}</td></tr>
 * <tr><td>imports, exports, enums, namespaces, {@code declare}</td><td>{@code Modules}</td></tr>
 * <tr><td>operators, calls, members, {@code await}</td><td>{@code Expressions}</td></tr>
 * <tr><td>parentheses, arrows, functions, parameters, patterns</td><td>{@code Functions}</td></tr>
 * <tr><td>objects, arrays, templates, regular expressions, {@code new}</td><td>{@code Literals}</td></tr>
 * <tr><td>classes, members, decorators</td><td>{@code Classes}</td></tr>
 * <tr><td>JSX</td><td>{@code Elements}</td></tr>
 * <tr><td>types</td><td>{@code Types}, the only one that knows them</td></tr>
 * <tr><td>what they share: language, context, depth, where a list ends</td><td>{@code Parser}</td></tr>
 * </table>
 *
 * <h2>Walking a tree</h2>
 * One idiom: {@link dev.gatelint.syntax.ts.Node#walk} with a predicate that says whether to go into a node; {@code instanceof} says what it
 * is. It uses no Java stack. Code that recurses by itself must loop along chains, see {@link dev.gatelint.syntax.ts.Node}. Nodes are
 * compared with {@code ==}.
 *
 * <h2>How the ambiguities are decided</h2>
 * <ul>
 * <li><b>Types are stepped over</b>, not modelled. A node keeps the place of an annotation ({@link dev.gatelint.syntax.ts.TypeText}), so
 * that
 *     its text can be looked at. {@code as}, {@code satisfies}, {@code !} and {@code <T>x} stay as a cast around the value, because
 *     {@code session!} means something to a linter; {@code bare()} takes casts off.</li>
 * <li><b>Parentheses</b> leave no node. The node around begins at the parenthesis, so {@code (a?.b).c} can be told from {@code
 * a?.b.c}.</li>
 * <li><b>Arrow or parenthesis:</b> the inside is read once, as expressions that may carry {@code ?} and {@code : type}; {@code =>} behind
 * the parenthesis turns them into patterns. Only {@code (a): …} is tried, where what is inside could be parameters: a type and an arrow
 * must
 *     follow, and between {@code ?} and {@code :} of a conditional another colon must follow the arrow's body. In JavaScript a colon in a
 *     conditional is always the conditional's own.</li>
 * <li><b>Object or pattern:</b> the same way; {@code {a = 1}} is read as an object with an assignment in it until {@code =} or {@code =>}
 * follows.</li>
 * <li><b>Type arguments or less-than</b> ({@code f<T>(x)}): tried, as the compiler does: they must close, and what follows must not be
 * able to be
 *     an operand. Never in JavaScript.</li>
 * <li><b>{@code <T>} at the begin of an expression:</b> without JSX a cast, or an arrow's type parameters; with JSX an element, unless
 * {@code <T,} or
 *     {@code <T extends} says otherwise; nothing can be appended to an element, as in the compiler.</li>
 * <li><b>Regular expression or division:</b> the parser knows whether it waits for an operand, and reads the {@code /} again when it does.
 * In the same
 *     way it reads {@code >>}, the rest of a template, and JSX text, which is not made of tokens.</li>
 * <li><b>Words that are names too</b> ({@code type}, {@code async}, {@code of}, {@code let} …): one token of look-ahead, and the line
 * break that
 *     the specification asks about.</li>
 * <li><b>{@code await}</b> is the operator in async functions and at the top of a file, where it would otherwise be a call of something
 * called
 *     await; in other functions only before a word or a literal. {@code yield} likewise.</li>
 * <li><b>Strict mode, duplicate names, early errors</b> are not looked at: this is for finding doors, not for refusing programs.</li>
 * </ul>
 *
 * <h2>When the text is broken</h2>
 * What is missing becomes {@link dev.gatelint.syntax.ts.Expression.Missing} and is said once; lists of arguments, members and parameters
 * end where their next line cannot belong to them; an {@code import} or {@code export} at the start of a line ends every list, block and
 * tag that was
 * left open ({@code Parser.ends}); a template or an element that never ends is given up, so that the rest of the file is still read. A
 * template that another one follows ends there, as in the compiler. Every list makes a step or stops, so there is always an end.
 *
 * <h2>Depth and time</h2>
 * Chains (operators, members, calls, {@code else if}, conditionals, assignments) are loops. Everything that nests goes through
 * {@code Parser.enter}; deeper than {@link dev.gatelint.syntax.ts.TypeScript#MAX_DEPTH} the nearest statement is stepped over by its
 * brackets.
 *
 * <p>Time is linear in the size of the text. What is tried is a type, and while one is tried it holds no expressions, so no try is inside
 * another; what was tried in vain is remembered. The one exception is the arrow in a conditional above, which reads a text at most as often
 * as it is nested deep.
 *
 * <p>{@code -Poracle} compares all of this with the TypeScript compiler and with oxc: docs/oracle.md. How fast it is: docs/benchmarks.md.
 */
package dev.gatelint.syntax.ts;
