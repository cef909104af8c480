import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Installs what package-lock.json names, when it is not there or older than the lock. Ends the process on failure. */
export function ensureDependencies() {
	const marker = 'node_modules/.package-lock.json';
	if (existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
	console.log('Installing dependencies (npm ci), about a minute …');
	// npm is a script on Windows, which only a shell can start. Tests and build need the tools, whatever NODE_ENV says.
	// Errors only: some tools ask for a newer Node than they need, and a page of warnings about it helps nobody.
	const result = spawnSync('npm ci --include=dev --no-audit --no-fund --loglevel=error', {
		shell: true,
		stdio: 'inherit',
	});
	if (result.status === 0) return;
	console.error('npm ci failed. Check the network or the proxy settings of npm, then run the command again.');
	process.exit(1);
}
