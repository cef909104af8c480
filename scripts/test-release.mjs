// `npm run test:release`: makes the release of the last commit twice, from two clones in folders of different names,
// and compares them byte for byte.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { checksumsFile } from './release/checksums.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
ensureDependencies();
const commit = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
const home = mkdtempSync(join(tmpdir(), 'candor-release-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

/** The checksums of a release that is made in a new clone. `mask`: the mode of the files that it writes. */
function release(name, mask) {
	const clone = join(home, name);
	const start = performance.now();
	const inside = (program, options, cwd = clone) => {
		const { status } = spawnSync(program, options, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
		if (status !== 0) fail(`${program} ${options.join(' ')} failed in ${name}.`);
	};
	process.umask(mask);
	inside('git', ['clone', '--quiet', '--no-checkout', '.', clone], '.');
	inside('git', ['checkout', '--quiet', '--detach', commit]);
	// Links instead of copies where the file system has them.
	const linked = spawnSync('cp', ['-al', 'node_modules', clone], { stdio: 'ignore' }).status === 0;
	if (!linked)
		cpSync('node_modules', join(clone, 'node_modules'), { recursive: true, verbatimSymlinks: true });
	inside(process.execPath, ['scripts/release.mjs']);
	console.log(`Made a release in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
	return readFileSync(join(clone, 'release', checksumsFile), 'utf8')
		.trim()
		.split('\n');
}

const one = release('one', 0o022);
const other = release('another-folder/with-a-longer-name', 0o077);
const differing = one.filter((line) => !other.includes(line));
if (differing.length > 0 || one.length !== other.length)
	fail(`Two builds of one commit differ:\n${[...differing, ...other].join('\n')}`);
console.log(`${one.join('\n')}\nTwo builds are equal: ${one.length} files.`);
