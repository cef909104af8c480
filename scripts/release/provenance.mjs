import { execFileSync, execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const git = (...options) => execFileSync('git', options, { encoding: 'utf8' }).trim();

/**
 * From what and with what a release was made, so that the same can be made elsewhere.
 *
 * @param {string} lock The text of package-lock.json.
 * @param {readonly string[]} targets The systems for which candor.mjs has the embedded database.
 */
export const provenanceOf = (lock, targets) => ({
	name: 'candor',
	version: JSON.parse(readFileSync('package.json', 'utf8')).version,
	commit: git('rev-parse', 'HEAD'),
	committedAt: new Date(git('show', '--no-patch', '--format=%cI', 'HEAD')).toISOString(),
	node: process.version,
	npm: execSync('npm --version', { encoding: 'utf8' }).trim(),
	system: `${process.platform}-${process.arch}`,
	packageLock: `sha256-${createHash('sha256').update(lock).digest('hex')}`,
	embeddedDatabase: targets,
	command: 'npm ci && npm run release',
});
