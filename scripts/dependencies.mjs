import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Installs what package-lock.json names, when it is not there or older than the lock. Ends the process on failure. */
export function ensureDependencies() {
	const marker = 'node_modules/.package-lock.json';
	if (existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
	console.log('Installing dependencies (npm ci), about a minute …');
	const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit' });
	if (result.status === 0) return;
	console.error('npm ci failed. Check the network or the proxy settings of npm, then run the command again.');
	process.exit(1);
}
