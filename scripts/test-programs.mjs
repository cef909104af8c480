// `node scripts/test-programs.mjs`: Candor with real programs of others. One that is missing is installed
// where that is possible (Debian, as root).
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { earlierCommit } from './earlier-commit.mjs';
import { testFiles } from './test-files.mjs';
import { runNodeTests } from './test-node.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
/** Each with the package of Debian that has it. */
const programs = {
	age: 'age',
	'prometheus-alertmanager': 'prometheus-alertmanager',
	promtool: 'prometheus',
	chromium: 'chromium',
};
// The browser of the npm package shows no notifications.
process.env.NPM_CHROME = '';

/** `--if-possible`: a machine that cannot install them is no failure. */
const isOptional = process.argv.includes('--if-possible');
const parts = process.argv.slice(2).filter((part) => !part.startsWith('--'));

const exists = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

for (const [program, packageName] of Object.entries(programs)) {
	if (exists(program)) continue;
	const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['install', '-y', '--no-install-recommends', packageName], {
		env: environment,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (exists(program)) continue;
	if (isOptional) {
		console.log(`NOT RUN: ${program} is missing and cannot be installed here.`);
		process.exit(0);
	}
	fail(`${program} is missing and cannot be installed here. Install it, then try again.`);
}
// A clone without a history has no version before.
let files = testFiles('test/programs', parts);
if (isOptional && spawnSync('git', ['cat-file', '-e', `${earlierCommit}^{commit}`]).status !== 0) {
	console.log(`NOT RUN: upgrade and downgrade need commit ${earlierCommit}, which this clone does not have.`);
	files = files.filter((file) => !file.includes('upgrade'));
}
if (isOptional && process.getuid?.() !== 0) {
	console.log('NOT RUN: the steps of the Containerfile need root, for a root file system of their own.');
	files = files.filter((file) => !file.includes('container'));
}
ensureDependencies();
await ensureDist();
const { passed, failed } = await runNodeTests(files);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
