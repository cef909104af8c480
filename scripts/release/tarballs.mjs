import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../tools.mjs';

/** The packages that are published, by their folders. */
const packages = ['.', 'server'];

/**
 * Packs what is built, as `npm publish` would. npm gives every file the same time and the same
 * owner. Its mode stays, so it is set first: it depends on who has cloned the checkout. Returns the
 * names of the tarballs.
 *
 * @param {string} folder
 */
export function packTarballs(folder) {
	mkdirSync(folder, { recursive: true });
	const destination = resolve(folder);
	return packages.map((each) => {
		for (const { path } of pack(each, '--dry-run').files) {
			const file = `${each}/${path}`;
			chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
		}
		return pack(each, `--pack-destination "${destination}"`).filename;
	});
}

/** What npm says about a package that it has packed, or would pack. */
function pack(folder, option) {
	const command = `npm pack --ignore-scripts --json ${option}`;
	const { stdout, stderr, status } = spawnSync(command, { shell: true, encoding: 'utf8', cwd: folder });
	if (status !== 0) fail(`npm pack failed in ${folder}: ${stderr}`);
	return JSON.parse(stdout)[0];
}
