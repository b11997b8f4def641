// The projection of the TypeScript compiler's own tree.
import ts from 'typescript';
import { plain, language } from './text.mjs';

const K = ts.SyntaxKind;
const SCRIPT = { ts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX, jsx: ts.ScriptKind.JSX };

export function project(path, text) {
  const file = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, SCRIPT[language(path)]);
  const facts = [];
  const start = n => ts.skipTrivia(text, n.pos);
  const add = (from, to, ...rest) => facts.push(`${from} ${to} ${rest.join(' ')}`);
  const put = (n, ...rest) => add(start(n), n.end, ...rest);
  const bare = n => { while (n.kind === K.ParenthesizedExpression) n = n.expression; return n; };
  const has = (n, kind) => n.modifiers?.some(m => m.kind === kind) ?? false;
  const type = t => { if (t) put(t, 'type'); };
  const keyName = k => k.kind === K.ComputedPropertyName ? (ts.isStringLiteralLike(bare(k.expression)) && bare(k.expression).kind === K.StringLiteral ? plain(bare(k.expression).text) : '?')
    : k.kind === K.NumericLiteral || k.kind === K.BigIntLiteral ? plain(text.slice(start(k), k.end)) : plain(k.text ?? '?');
  // the begin of a declaration behind its export and default
  const begin = n => {
    const mods = n.modifiers ?? [];
    let at = -1;
    mods.forEach((m, i) => { if (m.kind === K.ExportKeyword || m.kind === K.DefaultKeyword) at = i; });
    if (at < 0 || mods[0].kind === K.Decorator) return start(n);
    return ts.skipTrivia(text, mods[at].end);
  };
  const exported = n => {
    if (!has(n, K.ExportKeyword)) return;
    put(n, has(n, K.DefaultKeyword) ? 'exportdefault' : 'export');
  };
  const functionFact = (n, kind) => {
    add(begin(n), n.end, 'function', kind, has(n, K.AsyncKeyword) ? 'async' : '-', n.asteriskToken ? 'generator' : '-', n.parameters.length);
  };
  const method = (n, kind) => {
    put(n, 'method', kind, has(n, K.StaticKeyword) ? 'static' : '-', has(n, K.AsyncKeyword) ? 'async' : '-', n.asteriskToken ? 'generator' : '-', n.parameters.length,
      n.kind === K.Constructor ? 'constructor' : keyName(n.name));
  };
  const parts = n => { ts.forEachChild(n, visit); };
  const each = list => { if (list) list.forEach(visit); };
  const body = (b, directives) => { if (b) visit(b, directives); };
  const statements = (list, directives) => {
    let head = directives;
    let last;
    for (const s of list) {
      // TypeScript lists a statement twice when it has read a file again because of an await at its top
      if (last && last.pos === s.pos && last.end === s.end && last.kind === s.kind && s.end > s.pos) continue;
      last = s;
      if (head && s.kind === K.ExpressionStatement && s.expression.kind === K.StringLiteral) {
        put(s, 'directive', plain(text.slice(start(s.expression) + 1, s.expression.end - 1)));
        visit(s.expression);
      } else {
        head = false;
        visit(s);
      }
    }
  };
  const jsxName = n => n.kind === K.JsxNamespacedName ? `${n.namespace.text}:${n.name.text}` : n.kind === K.PropertyAccessExpression ? `${jsxName(n.expression)}.${n.name.text}`
    : n.kind === K.ThisKeyword ? 'this' : n.text;
  const pieces = n => {
    if (n.kind === K.NoSubstitutionTemplateLiteral) {
      add(start(n) + 1, n.end - 1, 'piece', n.templateFlags & 2048 ? '?' : plain(n.text));
      return;
    }
    add(start(n.head) + 1, n.head.end - 2, 'piece', n.head.templateFlags & 2048 ? '?' : plain(n.head.text));
    for (const s of n.templateSpans) {
      visit(s.expression);
      const l = s.literal;
      add(start(l) + 1, l.kind === K.TemplateTail ? l.end - 1 : l.end - 2, 'piece', l.templateFlags & 2048 ? '?' : plain(l.text));
    }
  };
  const attributes = a => {
    if (!a) return;
    a.elements.forEach(e => { put(e, 'prop', plain(e.name.text), '-'); visit(e.name); visit(e.value); });
  };
  const specifier = (n, name, alias) => { put(n, 'specifier', n.isTypeOnly ? 'type' : '-', plain(name), plain(alias)); };

  function visit(n, directives) {
    if (n === undefined) return;
    switch (n.kind) {
      case K.Identifier: put(n, 'id', plain(n.text)); return;
      case K.PrivateIdentifier: put(n, 'private', plain(n.text)); return;
      case K.ThisKeyword: put(n, 'this'); return;
      case K.SuperKeyword: put(n, 'super'); return;
      case K.TrueKeyword: put(n, 'true'); return;
      case K.FalseKeyword: put(n, 'false'); return;
      case K.NullKeyword: put(n, 'null'); return;
      case K.StringLiteral: put(n, 'string', plain(n.text)); return;
      case K.NumericLiteral: case K.BigIntLiteral: put(n, 'number', text.slice(start(n), n.end)); return;
      case K.RegularExpressionLiteral: put(n, 'regex', plain(text.slice(start(n), n.end))); return;
      case K.NoSubstitutionTemplateLiteral: case K.TemplateExpression: put(n, 'template'); pieces(n); return;
      case K.TaggedTemplateExpression:
        put(n, 'tagged'); visit(n.tag); put(n.template, 'template'); pieces(n.template); return;
      case K.ParenthesizedExpression: visit(n.expression); return;
      case K.OmittedExpression: return;
      case K.ArrayLiteralExpression: put(n, 'array', n.elements.length); each(n.elements); return;
      case K.ArrayBindingPattern: put(n, 'array', n.elements.length); n.elements.forEach(element); return;
      case K.ObjectLiteralExpression: put(n, 'object', n.properties.length); each(n.properties); return;
      case K.ObjectBindingPattern: put(n, 'object', n.elements.length); n.elements.forEach(bound); return;
      case K.PropertyAssignment:
        put(n, 'prop', keyName(n.name), '-'); visit(n.name); visit(n.initializer); return;
      case K.ShorthandPropertyAssignment:
        put(n, 'prop', keyName(n.name), 'short'); visit(n.name); visit(n.objectAssignmentInitializer); return;
      case K.ComputedPropertyName: visit(n.expression); return;
      case K.SpreadAssignment: case K.SpreadElement: put(n, 'spread'); visit(n.expression); return;
      case K.PropertyAccessExpression:
        put(n, 'member', n.questionDotToken ? 'optional' : '-', plain(n.name.text)); visit(n.expression); visit(n.name); return;
      case K.ElementAccessExpression:
        put(n, 'index', n.questionDotToken ? 'optional' : '-'); visit(n.expression); visit(n.argumentExpression); return;
      case K.CallExpression: {
        if (n.expression.kind === K.ImportKeyword || n.expression.kind === K.MetaProperty && n.expression.keywordToken === K.ImportKeyword && n.expression.name.text !== 'meta') {
          put(n, 'importcall', n.arguments.length);
        } else {
          const c = bare(n.expression);
          put(n, 'call', n.questionDotToken ? 'optional' : '-', n.arguments.length, start(c), c.end);
          visit(n.expression);
        }
        each(n.arguments);
        return;
      }
      case K.NewExpression: put(n, 'new', n.arguments?.length ?? 0); visit(n.expression); each(n.arguments); return;
      case K.MetaProperty: put(n, 'meta'); return;
      case K.PrefixUnaryExpression: {
        const op = ts.tokenToString(n.operator);
        put(n, op === '++' || op === '--' ? 'update' : 'unary', op); visit(n.operand); return;
      }
      case K.PostfixUnaryExpression: put(n, 'update', ts.tokenToString(n.operator)); visit(n.operand); return;
      case K.TypeOfExpression: put(n, 'unary', 'typeof'); visit(n.expression); return;
      case K.VoidExpression: put(n, 'unary', 'void'); visit(n.expression); return;
      case K.DeleteExpression: put(n, 'unary', 'delete'); visit(n.expression); return;
      case K.AwaitExpression: put(n, 'await'); visit(n.expression); return;
      case K.YieldExpression: put(n, 'yield', n.asteriskToken ? '*' : '-'); visit(n.expression); return;
      case K.BinaryExpression: binary(n); return;
      case K.ConditionalExpression: put(n, 'conditional'); visit(n.condition); visit(n.whenTrue); visit(n.whenFalse); return;
      case K.AsExpression: put(n, 'cast', 'AS'); visit(n.expression); type(n.type); return;
      case K.SatisfiesExpression: put(n, 'cast', 'SATISFIES'); visit(n.expression); type(n.type); return;
      case K.NonNullExpression: put(n, 'cast', 'NON_NULL'); visit(n.expression); return;
      case K.TypeAssertionExpression: put(n, 'cast', 'ANGLE'); visit(n.expression); return;
      case K.ExpressionWithTypeArguments: if (n.typeArguments) put(n, 'instantiation'); visit(n.expression); return;
      case K.FunctionDeclaration: exported(n); functionFact(n, 'DECLARATION'); callable(n); return;
      case K.FunctionExpression: functionFact(n, 'EXPRESSION'); callable(n); return;
      case K.ArrowFunction: functionFact(n, 'ARROW'); callable(n); return;
      case K.MethodDeclaration: method(n, 'METHOD'); each(decorators(n)); visit(n.name); callable(n, true); return;
      case K.GetAccessor: method(n, 'GETTER'); each(decorators(n)); visit(n.name); callable(n, true); return;
      case K.SetAccessor: method(n, 'SETTER'); each(decorators(n)); visit(n.name); callable(n, true); return;
      case K.Constructor: method(n, 'CONSTRUCTOR'); callable(n, true); return;
      case K.Parameter:
        if (n.name.kind === K.Identifier && n.name.originalKeywordKind === K.ThisKeyword) return;
        put(n, 'parameter', n.dotDotDotToken ? 'rest' : '-', n.questionToken ? 'optional' : '-');
        each(decorators(n));
        if (n.name.kind === K.Identifier && n.name.text === 'this') put(n.name, 'this'); else visit(n.name);
        type(n.type); visit(n.initializer);
        return;
      case K.ClassDeclaration: case K.ClassExpression: classLike(n); return;
      case K.PropertyDeclaration:
        put(n, 'field', has(n, K.StaticKeyword) ? 'static' : '-', keyName(n.name)); each(decorators(n)); visit(n.name); type(n.type); visit(n.initializer); return;
      case K.ClassStaticBlockDeclaration: put(n, 'staticblock'); visit(n.body); return;
      case K.IndexSignature: put(n, 'indexsignature'); return;
      case K.SemicolonClassElement: return;
      case K.Decorator: put(n, 'decorator'); visit(n.expression); return;
      case K.JsxElement: {
        const o = n.openingElement;
        put(n, 'jsx', plain(jsxName(o.tagName)), o.end); opening(o); each(n.children); return;
      }
      case K.JsxSelfClosingElement: put(n, 'jsx', plain(jsxName(n.tagName)), n.end); opening(n); return;
      case K.JsxFragment: put(n, 'jsx', '-', n.openingFragment.end); each(n.children); return;
      case K.JsxText: add(n.pos, n.end, 'jsxtext'); return;
      case K.JsxExpression: put(n, 'container', n.dotDotDotToken ? 'spread' : '-'); visit(n.expression); return;
      case K.JsxSpreadAttribute: put(n, 'jsxspread'); visit(n.expression); return;
      case K.JsxAttribute:
        put(n, 'attribute', plain(n.name.text ?? jsxName(n.name)));
        if (n.initializer?.kind === K.StringLiteral) put(n.initializer, 'attributestring'); else visit(n.initializer);
        return;
      // statements
      case K.Block: case K.ModuleBlock: put(n, 'block', n.statements.length); statements(n.statements, directives === true); return;
      case K.EmptyStatement: put(n, 'empty'); return;
      case K.VariableStatement: {
        exported(n);
        add(begin(n), n.end, 'variables', variableKind(n.declarationList), has(n, K.DeclareKeyword) ? 'declare' : '-');
        each(n.declarationList.declarations);
        return;
      }
      case K.VariableDeclarationList: put(n, 'variables', variableKind(n), '-'); each(n.declarations); return;
      case K.VariableDeclaration: put(n, 'declarator'); visit(n.name); type(n.type); visit(n.initializer); return;
      case K.ExpressionStatement: put(n, 'run'); visit(n.expression); return;
      case K.IfStatement: put(n, 'if'); parts(n); return;
      case K.DoStatement: put(n, 'do'); parts(n); return;
      case K.WhileStatement: put(n, 'while'); parts(n); return;
      case K.ForStatement: put(n, 'for'); parts(n); return;
      case K.ForInStatement: put(n, 'forin'); target(n.initializer); visit(n.expression); visit(n.statement); return;
      case K.ForOfStatement: put(n, 'forof', n.awaitModifier ? 'await' : '-'); target(n.initializer); visit(n.expression); visit(n.statement); return;
      case K.ContinueStatement: put(n, 'continue'); parts(n); return;
      case K.BreakStatement: put(n, 'break'); parts(n); return;
      case K.ReturnStatement: put(n, 'return'); parts(n); return;
      case K.WithStatement: put(n, 'with'); parts(n); return;
      case K.SwitchStatement:
        put(n, 'switch', n.caseBlock.clauses.length); visit(n.expression); each(n.caseBlock.clauses); return;
      case K.CaseClause: put(n, 'case'); visit(n.expression); each(n.statements); return;
      case K.DefaultClause: put(n, 'case'); each(n.statements); return;
      case K.LabeledStatement: put(n, 'label'); parts(n); return;
      case K.ThrowStatement: put(n, 'throw'); parts(n); return;
      case K.TryStatement: put(n, 'try'); parts(n); return;
      case K.CatchClause:
        put(n, 'catch'); if (n.variableDeclaration) { visit(n.variableDeclaration.name); type(n.variableDeclaration.type); } visit(n.block); return;
      case K.DebuggerStatement: put(n, 'debugger'); return;
      case K.InterfaceDeclaration: exported(n); add(begin(n), n.end, 'interface', plain(n.name.text)); return;
      case K.TypeAliasDeclaration: exported(n); add(begin(n), n.end, 'alias', plain(n.name.text)); return;
      case K.NamespaceExportDeclaration: put(n, 'globalname', plain(n.name.text)); return;
      case K.EnumDeclaration: exported(n); add(begin(n), n.end, 'enum', plain(n.name.text)); visit(n.name); each(n.members); return;
      case K.EnumMember: put(n, 'enummember', keyName(n.name)); visit(n.name); visit(n.initializer); return;
      case K.ModuleDeclaration: {
        exported(n);
        add(begin(n), n.end, 'namespace');
        let inner = n;
        visit(n.name);
        while (inner.body?.kind === K.ModuleDeclaration) { inner = inner.body; visit(inner.name); }
        visit(inner.body);
        return;
      }
      // modules
      case K.ImportDeclaration: {
        const c = n.importClause;
        put(n, 'import', c?.isTypeOnly ? 'type' : '-', plain(n.moduleSpecifier.text ?? '?'));
        visit(n.moduleSpecifier);
        if (c?.name) { put(c.name, 'specifier', '-', 'default', plain(c.name.text)); }
        if (c?.namedBindings?.kind === K.NamespaceImport) put(c.namedBindings, 'specifier', '-', '*', plain(c.namedBindings.name.text));
        c?.namedBindings?.elements?.forEach(e => specifier(e, (e.propertyName ?? e.name).text, e.name.text));
        attributes(n.attributes);
        return;
      }
      case K.ImportEqualsDeclaration:
        put(n, 'importequals', n.isTypeOnly ? 'type' : '-', plain(n.name.text)); return;
      case K.ExportDeclaration: {
        const c = n.exportClause;
        if (!c || c.kind === K.NamespaceExport) put(n, 'exportall', n.isTypeOnly ? 'type' : '-', c ? plain(c.name.text) : '-');
        else { put(n, 'exportnames', n.isTypeOnly ? 'type' : '-'); c.elements.forEach(e => specifier(e, (e.propertyName ?? e.name).text, e.name.text)); }
        visit(n.moduleSpecifier);
        attributes(n.attributes);
        return;
      }
      case K.ExportAssignment: put(n, n.isExportEquals ? 'exportequals' : 'exportdefault'); visit(n.expression); return;
      default: put(n, 'unknown', K[n.kind]); parts(n);
    }
  }
  function decorators(n) { return n.modifiers?.filter(m => m.kind === K.Decorator); }
  function variableKind(list) {
    const f = list.flags & ts.NodeFlags.BlockScoped;
    return f === ts.NodeFlags.AwaitUsing ? 'AWAIT_USING' : f === ts.NodeFlags.Using ? 'USING' : f === ts.NodeFlags.Const ? 'CONST' : f === ts.NodeFlags.Let ? 'LET' : 'VAR';
  }
  function binary(n) {
    // left spines can be long: a loop
    while (true) {
      const op = n.operatorToken.kind;
      const name = ts.tokenToString(op);
      if (op === K.CommaToken) {
        const all = [];
        let left = n;
        while (left.kind === K.BinaryExpression && left.operatorToken.kind === K.CommaToken) { all.push(left.right); left = left.left; }
        all.push(left);
        put(n, 'sequence', all.length);
        all.forEach(e => visit(e));
        return;
      }
      put(n, op >= K.FirstAssignment && op <= K.LastAssignment ? 'assign' : 'binary', name);
      visit(n.right);
      n = n.left;
      if (op === K.EqualsToken) { target(n); return; }
      if (n.kind !== K.BinaryExpression || n.operatorToken.kind === K.CommaToken) { visit(n); return; }
    }
  }
  // the left of an assignment: there "a = b" inside a literal is a default and no assignment
  function target(n) {
    n = bare(n);
    if (n.kind === K.ArrayLiteralExpression) { put(n, 'array', n.elements.length); n.elements.forEach(inner); }
    else if (n.kind === K.ObjectLiteralExpression) {
      put(n, 'object', n.properties.length);
      n.properties.forEach(p => {
        if (p.kind === K.PropertyAssignment) { put(p, 'prop', keyName(p.name), '-'); visit(p.name); inner(p.initializer); }
        else if (p.kind === K.SpreadAssignment) { put(p, 'spread'); target(p.expression); }
        else visit(p);
      });
    } else visit(n);
  }
  function inner(n) {
    if (n.kind === K.BinaryExpression && n.operatorToken.kind === K.EqualsToken) { target(n.left); visit(n.right); }
    else if (n.kind === K.SpreadElement) { put(n, 'spread'); target(n.expression); }
    else target(n);
  }
  function bound(e) {
    if (e.dotDotDotToken) { put(e, 'spread'); visit(e.name); return; }
    put(e, 'prop', e.propertyName ? keyName(e.propertyName) : plain(e.name.text ?? '?'), e.propertyName ? '-' : 'short');
    visit(e.propertyName); visit(e.name); visit(e.initializer);
  }
  function element(e) {
    if (e.kind === K.OmittedExpression) return;
    if (e.dotDotDotToken) put(e, 'spread');
    visit(e.name); visit(e.initializer);
  }
  function callable(n, isMethod) {
    if (!isMethod) visit(n.name);
    each(n.parameters);
    type(n.type);
    body(n.body, true);
  }
  function classLike(n) {
    exported(n);
    add(begin(n), n.end, 'class', n.name ? plain(n.name.text) : '-', has(n, K.AbstractKeyword) ? 'abstract' : '-', n.members.filter(m => m.kind !== K.SemicolonClassElement).length);
    each(decorators(n));
    visit(n.name);
    n.heritageClauses?.forEach(h => {
      if (h.token === K.ExtendsKeyword) h.types.slice(0, 1).forEach(t => visit(t.expression));
      else h.types.forEach(type);
    });
    each(n.members);
  }
  function opening(o) { o.attributes.properties.forEach(visit); }

  put2(file);
  function put2(f) { statements(f.statements, true); }
  return { facts, ok: file.parseDiagnostics.length === 0 };
}
