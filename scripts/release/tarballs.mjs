import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../tools.mjs';

/** The packages that are published, by their folders. */
const packages = ['.', 'server'];

/**
 * Packs what is built, as `npm publish` would. npm gives every file the same time and the same
 * owner, and no mode but "executable" or not. Returns the names of the tarballs.
 *
 * @param {string} folder
 */
export function packTarballs(folder) {
	mkdirSync(folder, { recursive: true });
	const destination = resolve(folder);
	return packages.map((each) => {
		const { stdout, stderr, status } = spawnSync(
			`npm pack --ignore-scripts --json --pack-destination "${destination}"`,
			{ shell: true, encoding: 'utf8', cwd: each },
		);
		if (status !== 0) fail(`npm pack failed in ${each}: ${stderr}`);
		return JSON.parse(stdout)[0].filename;
	});
}
