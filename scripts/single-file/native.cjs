/** Loads the program of SQLite for this system, which is inside the single file. */
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { natives } = require('candor:contents');
const { CandorError } = require('../../src/model/errors.ts');
const { embeddedFile } = require('./embedded-file.mjs');

/**
 * A system loads programs from files alone: it is written into a folder that only this user can
 * open, and removed once it is loaded.
 *
 * @param {string} target Such as `linux-x64-gnu`.
 */
module.exports = function loadNative(target) {
	const bytes = embeddedFile(`native/${target}.node`);
	if (!bytes)
		throw new CandorError(
			'internal',
			`This file has the database for ${natives.join(' and ')}, and this system is ${target}. Install the package instead ("npm install candor-server"), or use a Postgres database (CANDOR_DATABASE).`,
		);
	let folder;
	try {
		folder = mkdtempSync(join(tmpdir(), 'candor-'));
		const path = join(folder, 'sqlite.node');
		writeFileSync(path, bytes, { mode: 0o700 });
		const loaded = { exports: {} };
		process.dlopen(loaded, path);
		return loaded.exports;
	} catch (error) {
		throw new CandorError(
			'internal',
			`The database cannot be loaded from the folder ${tmpdir()} (${error.message}). Set TMPDIR to a folder that this user can write and run programs from.`,
		);
	} finally {
		if (folder) rmSync(folder, { recursive: true, force: true });
	}
};
