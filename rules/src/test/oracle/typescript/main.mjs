// Parses files with another parser and says what it saw in neutral words, one fact a line: "start end kind detail…".
//   node main.mjs <typescript|oxc> <hash|facts> < list-of-paths
// One answer a file: "path TAB ok|broken|crash TAB hash", with "facts" the number of facts in the place of the hash and then the facts.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

const [parser, mode] = process.argv.slice(2);
const { project } = await import(`./${parser}.mjs`);
const out = [];
let size = 0;
const flush = () => { process.stdout.write(out.join('')); out.length = 0; size = 0; };
for (const path of readFileSync(0, 'utf8').split('\n')) {
  if (!path) continue;
  let facts = [], ok = false, crashed = false;
  try {
    ({ facts, ok } = project(path, readFileSync(path, 'utf8')));
  } catch (e) {
    facts = ['0 0 crash ' + String(e).split('\n')[0]];
    crashed = true;
  }
  facts.sort();
  const answer = mode === 'hash' ? createHash('sha1').update(facts.join('\n')).digest('hex') : facts.length + '\n' + facts.join('\n');
  const line = `${path}\t${crashed ? 'crash' : ok ? 'ok' : 'broken'}\t${answer}\n`;
  out.push(line);
  size += line.length;
  if (size > 1 << 20) flush();
}
flush();
