import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

/** npm writes it at the end of every installation. */
const npmMarker = 'node_modules/.package-lock.json';
/**
 * Holds the hash of the lock file of our last installation: a checkout changes the file's time, but
 * rarely its content.
 */
const ownMarker = 'node_modules/.candor-lock-hash';

const hashOfLock = () => createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');

function isInstalled() {
	if (!existsSync(npmMarker)) return false;
	if (statSync(npmMarker).mtimeMs >= statSync('package-lock.json').mtimeMs) return true;
	return existsSync(ownMarker) && readFileSync(ownMarker, 'utf8') === hashOfLock();
}

/**
 * Installs the packages of package-lock.json unless they are installed. Ends the process on
 * failure.
 */
export function ensureDependencies() {
	if (isInstalled()) return;
	console.log('Installing dependencies (npm ci), about a minute …');
	// `shell`: on Windows npm is a script. `include`: tests and build need the tools, whatever
	// NODE_ENV is. `loglevel`: some tools declare a newer Node than they need, and npm would print
	// a page of warnings about it.
	const result = spawnSync('npm ci --include=dev --no-audit --no-fund --loglevel=error', {
		shell: true,
		stdio: 'inherit',
	});
	if (result.status !== 0) {
		console.error(
			'npm ci failed. Check the network or the proxy settings of npm, then run the command again.',
		);
		process.exit(1);
	}
	writeFileSync(ownMarker, hashOfLock());
}
