// `npm run check`: everything that must hold before a change is merged, the fast checks first. It
// stops at the first failure. .ci/run calls it without `--bench`, because CI's machine is shared
// and a benchmark compares times.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { fail, run } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();

console.log('Format and lint (biome) …');
if (!run('biome', 'check', '--error-on-warnings', '.'))
	fail('The format or the lint check failed. Run `npm run format`, correct what it reports, then try again.');
console.log('Types of sources, tests and scripts (tsc -b) …');
if (!run('tsc', '-b')) fail('The type check failed. Correct the errors above, then try again.');
await ensureDist();
console.log('Sizes …');
if (!run('scripts/size.mjs')) fail('A file is over its size limit. The lines above name it.');
console.log('Documents …');
if (!run('scripts/test.mjs', 'test/docs'))
	fail('A document is wrong. The failed tests above say where: correct it, then try again.');
if (process.argv.includes('--bench')) {
	console.log('Benchmark …');
	if (!run('bench/run.mjs')) fail('A benchmark is over its budget. The lines above name it.');
}
console.log('Programs of others …');
if (!run('scripts/test-programs.mjs', '--if-possible'))
	fail('A test with a real program failed; its name is above.');
if (!run('scripts/test.mjs'))
	fail('Tests failed; their names are above. Run one file alone with `npm test -- part/of/its/path`.');
