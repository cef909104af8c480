/** Our packages as npm would publish them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';

export interface Packed {
	/** The paths of its files. */
	readonly paths: readonly string[];
	readonly tarball: string;
}

/** Packs the package in a folder of the checkout, as it is built. */
export function pack(folder: string, destination: string): Packed {
	const { stdout, stderr } = spawnSync(
		`npm pack --ignore-scripts --json --pack-destination "${destination}"`,
		{ shell: true, encoding: 'utf8', cwd: folder },
	);
	assert.ok(stdout, stderr);
	const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
	return {
		paths: packed.files.map(({ path }) => path),
		tarball: join(destination, packed.filename),
	};
}

/** Writes the files of a package into a folder. */
export const unpack = ({ tarball }: Packed, folder: string): Promise<void> =>
	pipeline(createReadStream(tarball), createGunzip(), extract(folder, { strip: 1 }));
