/** Builds the C programs with the machine's compiler when their sources have changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { fail } from '../../scripts/tools.mjs';

const sources = {
	broadcaster: ['bench/native/broadcaster.c'],
	load: readdirSync('bench/native/load').map((name) => `bench/native/load/${name}`),
};
const cache = '.cache/bench';

/**
 * Ends the process when the compiler fails.
 *
 * @param {keyof typeof sources} name
 * @returns {string} the program's path
 */
export function program(name) {
	const digest = createHash('sha256');
	for (const file of sources[name].sort()) digest.update(readFileSync(file)).update('\0');
	const path = `${cache}/${name}-${digest.digest('hex').slice(0, 12)}`;
	if (existsSync(path)) return path;
	mkdirSync(cache, { recursive: true });
	// First under a temporary name: another run may build at the same time.
	const made = `${path}.${process.pid}`;
	const code = sources[name].filter((file) => file.endsWith('.c'));
	const { status } = spawnSync('cc', ['-O2', '-Wall', '-Wextra', '-o', made, ...code], { stdio: 'inherit' });
	if (status !== 0) fail(`cc could not build ${name} from bench/native; its lines above say why.`);
	renameSync(made, path);
	return path;
}
