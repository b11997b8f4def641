// oxc-parser on the same files: node oxc.mjs folder everyNth rounds. With the tree as JavaScript objects, as a linter in Node would have it; the time is that of the processor.
import { parseSync } from 'oxc-parser';
import { readdirSync, readFileSync } from 'node:fs';

const [folder, everyNth, rounds] = [process.argv[2], Number(process.argv[3] ?? 1), Number(process.argv[4] ?? 1)];
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(f => f.isFile() && /\.[mc]?[jt]sx?$/.test(f.name))
  .map(f => (f.parentPath ?? f.path) + '/' + f.name).sort().filter((_, i) => i % everyNth === 0).map(path => [path, readFileSync(path, 'utf8')]);
const size = files.reduce((sum, [, text]) => sum + text.length, 0) / 1e6;
for (let round = 0; round < rounds; round++) {
  const start = process.cpuUsage();
  for (const [path, text] of files) if (!parseSync(path, text).program.body) throw new Error(path);
  const used = process.cpuUsage(start);
  const ms = (used.user + used.system) / 1e3;
  console.log(`${files.length} files, ${size.toFixed(2)} MB, ${ms.toFixed(0)} ms, ${(size / ms * 1000).toFixed(1)} MB/s`);
}
