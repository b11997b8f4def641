// The projection of oxc's ESTree, in the same words as typescript.mjs, and the comments, which the other does not give.
import { parseSync } from 'oxc-parser';
import { plain, language } from './text.mjs';

export function project(path, text) {
  const lang = language(path);
  let result = parseSync(path, text, { lang, sourceType: /\.c[jt]s$/.test(path) ? 'commonjs' : 'module' });
  // a classic script; what imports or exports is none
  if (result.errors.length && lang === 'jsx' && !/^\s*(import|export)\b/m.test(text)) {
    const script = parseSync(path, text, { lang, sourceType: 'commonjs' });
    if (!script.errors.length) result = script;
  }
  const facts = [];
  const add = (from, to, ...rest) => facts.push(`${from} ${to} ${rest.join(' ')}`);
  const put = (n, ...rest) => add(n.start, n.end, ...rest);
  const each = list => { if (list) for (const n of list) visit(n); };
  const type = t => { if (t) put(t.type === 'TSTypeAnnotation' ? t.typeAnnotation : t, 'type'); };
  const keyName = (k, computed) => k.type === 'Literal' && typeof k.value === 'string' ? plain(k.value) : computed ? '?'
    : k.type === 'Literal' ? plain(text.slice(k.start, k.end)) : k.type === 'PrivateIdentifier' ? plain('#' + k.name) : plain(k.name ?? '?');
  const word = n => n.type === 'Literal' ? plain(n.value) : plain(n.name);
  const literal = n => {
    if (n.regex) put(n, 'regex', plain(text.slice(n.start, n.end)));
    else if (n.value === null && n.raw === 'null') put(n, 'null');
    else if (typeof n.value === 'string') put(n, 'string', plain(n.value));
    else if (typeof n.value === 'boolean') put(n, n.value);
    else put(n, 'number', text.slice(n.start, n.end));
  };
  // a name with a type: the name alone is the identifier
  const identifier = n => { const from = nameStart(n); put({ start: from, end: from + nameLength(n, from) }, 'id', plain(n.name)); };
  // that of a parameter begins at its decorators
  const nameStart = n => {
    const behind = n.decorators?.at(-1)?.end;
    return behind === undefined || behind <= n.start ? n.start : behind + /^(?:\s|\/\*[^]*?\*\/|\/\/.*)*/.exec(text.slice(behind))[0].length;
  };
  const nameLength = (n, from) => !n.typeAnnotation && !n.optional ? n.end - from
    : /^(?:[^\s:?,)!=\\]|\\u\{[0-9a-fA-F]+\}|\\u....)+/.exec(text.slice(from, n.end))[0].length;
  const jsxName = n => n.type === 'JSXNamespacedName' ? `${n.namespace.name}:${n.name.name}` : n.type === 'JSXMemberExpression' ? `${jsxName(n.object)}.${n.property.name}` : n.name;
  const attributes = (n, list) => {
    if (!list?.length) return;
    list.forEach(a => { put(a, 'prop', word(a.key), '-'); visit(a.key); visit(a.value); });
  };
  const functionFact = (n, kind) => put(n, 'function', kind, n.async ? 'async' : '-', n.generator ? 'generator' : '-', n.params.length);
  const callable = n => { each2(n.params); type(n.returnType); if (n.body) visit(n.body); };
  const each2 = params => params.forEach(parameter);
  const module = node => node;

  function parameter(p) {
    let inner = p, decorators = p.decorators ?? [];
    if (p.type === 'TSParameterProperty') inner = p.parameter;
    let target = inner, value = null, rest = false;
    if (inner.type === 'AssignmentPattern') { target = inner.left; value = inner.right; }
    if (inner.type === 'RestElement') { target = inner.argument; rest = true; }
    decorators = [...decorators, ...(inner !== p ? inner.decorators ?? [] : []), ...(target !== inner ? target.decorators ?? [] : [])];
    const annotation = inner.typeAnnotation ?? target.typeAnnotation;
    const from = decorators.length ? Math.min(p.start, decorators[0].start) : p.start;
    let end = p.end;
    if (annotation) end = Math.max(end, annotation.end);
    add(from, end, 'parameter', rest ? 'rest' : '-', target.optional || inner.optional ? 'optional' : '-');
    each(decorators);
    type(annotation);
    pattern(target);
    if (value) visit(value);
  }
  // a target without its type
  function pattern(n) {
    if (n.type === 'Identifier') { if (n.name === 'this') add(n.start, n.start + 4, 'this'); else identifier(n); return; }
    if (n.type === 'ObjectPattern') { add(n.start, shortEnd(n), 'object', n.properties.length); each(n.properties); return; }
    if (n.type === 'ArrayPattern') { add(n.start, shortEnd(n), 'array', n.elements.length); n.elements.forEach(e => e && visit(e)); return; }
    visit(n);
  }
  // a pattern with a type ends before its colon
  function shortEnd(n) {
    if (!n.typeAnnotation && !n.optional) return n.end;
    const close = n.type === 'ObjectPattern' ? '}' : ']';
    let to = n.typeAnnotation ? n.typeAnnotation.start : n.end;
    while (text[to - 1] !== close) to--;
    return to;
  }

  function visit(n) {
    if (n === null || n === undefined) return;
    switch (n.type) {
      case 'Program': each(n.body); return;
      case 'Identifier': identifier(n); type(n.typeAnnotation); return;
      case 'PrivateIdentifier': put(n, 'private', plain('#' + n.name)); return;
      case 'ThisExpression': put(n, 'this'); return;
      case 'Super': put(n, 'super'); return;
      case 'Literal': literal(n); return;
      case 'TemplateLiteral':
        put(n, 'template');
        n.quasis.forEach((q, i) => {
          // in TypeScript files oxc counts the marks in
          const from = lang === 'jsx' ? q.start : q.start + 1;
          const to = lang === 'jsx' ? q.end : q.tail ? q.end - 1 : q.end - 2;
          add(from, to, 'piece', q.value.cooked === null || q.value.cooked === undefined ? '?' : plain(q.value.cooked));
          if (n.expressions[i]) visit(n.expressions[i]);
        });
        return;
      case 'TaggedTemplateExpression': put(n, 'tagged'); visit(n.tag); visit(n.quasi); return;
      case 'ArrayExpression': put(n, 'array', n.elements.length); each(n.elements); return;
      case 'ArrayPattern': case 'ObjectPattern': pattern(n); type(n.typeAnnotation); return;
      case 'ObjectExpression': put(n, 'object', n.properties.length); each(n.properties); return;
      case 'Property':
        if (n.method || n.kind !== 'init') { method(n, n.method ? 'METHOD' : n.kind === 'get' ? 'GETTER' : 'SETTER'); return; }
        put(n, 'prop', keyName(n.key, n.computed), n.shorthand ? 'short' : '-');
        if (!n.shorthand) visit(n.key);
        visit(n.value);
        return;
      case 'AssignmentPattern': visit(n.left); visit(n.right); return;
      case 'SpreadElement': case 'RestElement': put(n, 'spread'); visit(n.argument); return;
      case 'ChainExpression': case 'ParenthesizedExpression': visit(n.expression); return;
      case 'MemberExpression':
        if (n.computed) put(n, 'index', n.optional ? 'optional' : '-');
        else put(n, 'member', n.optional ? 'optional' : '-', plain((n.property.type === 'PrivateIdentifier' ? '#' : '') + n.property.name));
        visit(n.object); visit(n.property);
        return;
      case 'CallExpression': {
        let c = n.callee;
        while (c.type === 'ChainExpression' || c.type === 'ParenthesizedExpression') c = c.expression;
        put(n, 'call', n.optional ? 'optional' : '-', n.arguments.length, c.start, c.end); visit(n.callee); each(n.arguments); return;
      }
      case 'ImportExpression': put(n, 'importcall', n.options ? 2 : 1); visit(n.source); visit(n.options); return;
      case 'NewExpression': put(n, 'new', n.arguments.length); visit(n.callee); each(n.arguments); return;
      case 'MetaProperty': put(n, 'meta'); return;
      case 'UnaryExpression': put(n, 'unary', n.operator); visit(n.argument); return;
      case 'UpdateExpression': put(n, 'update', n.operator); visit(n.argument); return;
      case 'AwaitExpression': put(n, 'await'); visit(n.argument); return;
      case 'YieldExpression': put(n, 'yield', n.delegate ? '*' : '-'); visit(n.argument); return;
      case 'BinaryExpression': case 'LogicalExpression': put(n, 'binary', n.operator); visit(n.right); visit(n.left); return;
      case 'AssignmentExpression': put(n, 'assign', n.operator); visit(n.left); visit(n.right); return;
      case 'ConditionalExpression': put(n, 'conditional'); visit(n.test); visit(n.consequent); visit(n.alternate); return;
      case 'SequenceExpression': put(n, 'sequence', n.expressions.length); each(n.expressions); return;
      case 'TSAsExpression': put(n, 'cast', 'AS'); visit(n.expression); type(n.typeAnnotation); return;
      case 'TSSatisfiesExpression': put(n, 'cast', 'SATISFIES'); visit(n.expression); type(n.typeAnnotation); return;
      case 'TSNonNullExpression': put(n, 'cast', 'NON_NULL'); visit(n.expression); return;
      case 'TSTypeAssertion': put(n, 'cast', 'ANGLE'); visit(n.expression); return;
      case 'TSInstantiationExpression': put(n, 'instantiation'); visit(n.expression); return;
      case 'FunctionDeclaration': case 'TSDeclareFunction': functionFact(n, 'DECLARATION'); visit(n.id); callable(n); return;
      case 'FunctionExpression': functionFact(n, 'EXPRESSION'); visit(n.id); callable(n); return;
      case 'ArrowFunctionExpression': functionFact(n, 'ARROW'); callable(n); return;
      case 'ClassDeclaration': case 'ClassExpression': classLike(n); return;
      case 'MethodDefinition': case 'TSAbstractMethodDefinition':
        method(n, { method: 'METHOD', get: 'GETTER', set: 'SETTER', constructor: 'CONSTRUCTOR' }[n.kind]); return;
      case 'PropertyDefinition': case 'AccessorProperty': case 'TSAbstractPropertyDefinition': case 'TSAbstractAccessorProperty':
        put(n, 'field', n.static ? 'static' : '-', keyName(n.key, n.computed)); each(n.decorators); visit(n.key); type(n.typeAnnotation); visit(n.value); return;
      case 'StaticBlock': {
        put(n, 'staticblock');
        let open = n.start;
        while (text[open] !== '{') open++;
        add(open, n.end, 'block', n.body.length);
        each(n.body);
        return;
      }
      case 'TSIndexSignature': put(n, 'indexsignature'); return;
      case 'Decorator': put(n, 'decorator'); visit(n.expression); return;
      case 'JSXElement': {
        const o = n.openingElement;
        put(n, 'jsx', plain(jsxName(o.name)), o.end); each(o.attributes); each(n.children); return;
      }
      case 'JSXFragment': put(n, 'jsx', '-', n.openingFragment.end); each(n.children); return;
      case 'JSXText': put(n, 'jsxtext'); return;
      case 'JSXExpressionContainer': put(n, 'container', '-'); if (n.expression.type !== 'JSXEmptyExpression') visit(n.expression); return;
      case 'JSXSpreadChild': put(n, 'container', 'spread'); visit(n.expression); return;
      case 'JSXSpreadAttribute': put(n, 'jsxspread'); visit(n.argument); return;
      case 'JSXAttribute':
        put(n, 'attribute', plain(jsxName(n.name)));
        if (n.value?.type === 'Literal') put(n.value, 'attributestring'); else visit(n.value);
        return;
      case 'BlockStatement': put(n, 'block', n.body.length); each(n.body); return;
      // what oxc calls a directive in a namespace is none: the compiler makes no strict function of it
      case 'TSModuleBlock': put(n, 'block', n.body.length); each(n.body.map(statement => ({ ...statement, directive: null }))); return;
      case 'EmptyStatement': put(n, 'empty'); return;
      case 'VariableDeclaration': put(n, 'variables', n.kind.toUpperCase().replace(' ', '_'), n.declare ? 'declare' : '-'); each(n.declarations); return;
      case 'VariableDeclarator': put(n, 'declarator'); pattern(n.id); type(n.id.typeAnnotation); visit(n.init); return;
      case 'ExpressionStatement':
        if (typeof n.directive === 'string') put(n, 'directive', plain(n.directive)); else put(n, 'run');
        visit(n.expression);
        return;
      case 'IfStatement': put(n, 'if'); visit(n.test); visit(n.consequent); visit(n.alternate); return;
      case 'DoWhileStatement': put(n, 'do'); visit(n.body); visit(n.test); return;
      case 'WhileStatement': put(n, 'while'); visit(n.test); visit(n.body); return;
      case 'ForStatement': put(n, 'for'); visit(n.init); visit(n.test); visit(n.update); visit(n.body); return;
      case 'ForInStatement': put(n, 'forin'); visit(n.left); visit(n.right); visit(n.body); return;
      case 'ForOfStatement': put(n, 'forof', n.await ? 'await' : '-'); visit(n.left); visit(n.right); visit(n.body); return;
      case 'ContinueStatement': put(n, 'continue'); visit(n.label); return;
      case 'BreakStatement': put(n, 'break'); visit(n.label); return;
      case 'ReturnStatement': put(n, 'return'); visit(n.argument); return;
      case 'WithStatement': put(n, 'with'); visit(n.object); visit(n.body); return;
      case 'SwitchStatement': put(n, 'switch', n.cases.length); visit(n.discriminant); each(n.cases); return;
      case 'SwitchCase': put(n, 'case'); visit(n.test); each(n.consequent); return;
      case 'LabeledStatement': put(n, 'label'); visit(n.label); visit(n.body); return;
      case 'ThrowStatement': put(n, 'throw'); visit(n.argument); return;
      case 'TryStatement': put(n, 'try'); visit(n.block); visit(n.handler); visit(n.finalizer); return;
      case 'CatchClause': put(n, 'catch'); if (n.param) { pattern(n.param); type(n.param.typeAnnotation); } visit(n.body); return;
      case 'DebuggerStatement': put(n, 'debugger'); return;
      case 'TSInterfaceDeclaration': put(n, 'interface', plain(n.id.name)); return;
      case 'TSTypeAliasDeclaration': put(n, 'alias', plain(n.id.name)); return;
      case 'TSNamespaceExportDeclaration': put(n, 'globalname', plain(n.id.name)); return;
      case 'TSEnumDeclaration': put(n, 'enum', plain(n.id.name)); visit(n.id); each(n.body.members); return;
      case 'TSEnumMember': put(n, 'enummember', keyName(n.id, n.computed)); visit(n.id); visit(n.initializer); return;
      case 'TSModuleDeclaration': put(n, 'namespace'); qualified(n.id); visit(n.body); return;
      case 'TSGlobalDeclaration': put(n, 'namespace'); visit(n.id); visit(n.body); return;
      case 'ImportDeclaration':
        put(n, 'import', n.importKind === 'type' ? 'type' : '-', plain(n.source.value));
        visit(n.source);
        n.specifiers.forEach(s => put(s, 'specifier', s.importKind === 'type' ? 'type' : '-',
          s.type === 'ImportDefaultSpecifier' ? 'default' : s.type === 'ImportNamespaceSpecifier' ? '*' : word(s.imported), plain(s.local.name)));
        attributes(n, n.attributes);
        return;
      case 'TSImportEqualsDeclaration': put(n, 'importequals', n.importKind === 'type' ? 'type' : '-', plain(n.id.name)); return;
      case 'ExportNamedDeclaration':
        if (n.declaration) { if (n.declaration.type === 'TSImportEqualsDeclaration') add(n.start, n.end, 'importequals', n.declaration.importKind === 'type' ? 'type' : '-', plain(n.declaration.id.name)); else { exported(n, 'export'); visit(n.declaration); } return; }
        put(n, 'exportnames', n.exportKind === 'type' ? 'type' : '-');
        n.specifiers.forEach(s => put(s, 'specifier', s.exportKind === 'type' ? 'type' : '-', word(s.local), word(s.exported)));
        visit(n.source);
        attributes(n, n.attributes);
        return;
      case 'ExportAllDeclaration': put(n, 'exportall', n.exportKind === 'type' ? 'type' : '-', n.exported ? word(n.exported) : '-'); visit(n.source); attributes(n, n.attributes); return;
      case 'ExportDefaultDeclaration': exported(n, 'exportdefault'); visit(n.declaration); return;
      case 'TSExportAssignment': put(n, 'exportequals'); visit(n.expression); return;
      default: put(n, 'unknown', n.type);
    }
  }
  function exported(n, word) {
    const d = n.declaration.decorators?.[0];
    add(d ? Math.min(d.start, n.start) : n.start, n.end, word);
  }
  function qualified(n) {
    if (n.type === 'TSQualifiedName') { qualified(n.left); qualified(n.right); } else visit(n);
  }
  function method(n, kind) {
    const f = n.value;
    put(n, 'method', kind, n.static ? 'static' : '-', f.async ? 'async' : '-', f.generator ? 'generator' : '-', f.params.length,
      kind === 'CONSTRUCTOR' ? 'constructor' : keyName(n.key, n.computed));
    each(n.decorators);
    if (kind !== 'CONSTRUCTOR') visit(n.key);
    callable(f);
  }
  function classLike(n) {
    const d = n.decorators?.[0];
    add(d ? Math.min(d.start, n.start) : n.start, n.end, 'class', n.id ? plain(n.id.name) : '-', n.abstract ? 'abstract' : '-', n.body.body.length);
    each(n.decorators);
    visit(n.id);
    visit(n.superClass);
    n.implements?.forEach(i => put(i, 'type'));
    each(n.body.body);
  }

  visit(result.program);
  if (result.program.hashbang) put(result.program.hashbang, 'comment', 'HASHBANG');
  for (const c of result.comments) if (!(c.start === 0 && text.startsWith('#!'))) put(c, 'comment', c.type.toUpperCase());
  return { facts, ok: result.errors.length === 0 };
}
