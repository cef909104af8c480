// `npm run check`: all that must hold before a change is merged. It stops at the first thing that does not.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { fail, run } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();

console.log('Format and lint (biome) …');
if (!run('biome', 'check', '--error-on-warnings', '.'))
	fail('Format or lint failed. Run `npm run format`, mend what it leaves, then run `npm run check` again.');
console.log('Types of everything, tests and scripts too (tsc -b) …');
if (!run('tsc', '-b'))
	fail('The types do not fit. Mend what tsc names above, then run `npm run check` again.');
await ensureDist();
console.log('Sizes …');
if (!run('scripts/size.mjs')) fail('A size limit is passed; the lines above say which, and by how much.');
console.log('Speed …');
if (!run('bench/run.mjs')) fail('A time budget is passed; the lines above say which, and by how much.');
if (!run('scripts/test.mjs'))
	fail('Tests failed; their names are above. One alone: `npm test -- part/of/its/path`.');
console.log('Everything holds.');
