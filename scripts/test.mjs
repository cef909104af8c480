// `npm test`: sets up what the tests need, runs every one, and prints the totals.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();

console.log('Running the tests …');
const result = spawnSync(
	process.execPath,
	['--import', 'tsx', '--test', ...process.argv.slice(2), ...nodeTests()],
	{ stdio: 'inherit' },
);
process.exit(result.status ?? 1);

/** Every test file that Node itself runs; a tree without any is a mistake, never a success. */
function nodeTests() {
	const files = testFiles();
	if (files.length > 0) return files;
	console.error('No test files were found under test/. Check out the whole repository and try again.');
	process.exit(1);
}

/** Browser tests need a page and run elsewhere. */
function testFiles() {
	return readdirSync('test', { recursive: true })
		.map((file) => `test/${file}`.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/browser/'))
		.sort();
}
