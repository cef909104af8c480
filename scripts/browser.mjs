/**
 * A Chrome or Chromium for tests: `CHROME_PATH`, an installed one, or on Linux the one of the npm
 * package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npmBrowser } from './npm-browser.mjs';

/**
 * The launch options for playwright-core and puppeteer-core: `chromium.launch(await browser())`.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string>, args: string[] }>}
 */
export async function browser() {
	const args = [
		// Without these, Chrome makes requests of its own, which a closed network answers late or
		// never.
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--no-first-run',
		'--lang=en-US',
		...(hasSandbox() ? [] : ['--no-sandbox']),
	];
	const executablePath = process.env.NPM_CHROME ? undefined : installed();
	// One language on every machine. With the C locale Chrome reports a language that does not
	// exist.
	const language = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en_US' };
	const env = /** @type {Record<string, string>} */ ({ ...process.env, ...language });
	return executablePath ? { executablePath, env, args } : { ...(await npmBrowser(env)), args };
}

/**
 * Whether Chrome's sandbox works: it refuses root, and some containers deny the user namespaces
 * that it needs.
 */
function hasSandbox() {
	if (process.platform !== 'linux') return true;
	return process.getuid?.() !== 0 && spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}

function installed() {
	const chosen = process.env.CHROME_PATH;
	if (chosen && !existsSync(chosen))
		throw new Error(
			`CHROME_PATH is ${chosen}, but there is no such file. Correct or unset it, then try again.`,
		);
	return chosen || candidates().find((path) => existsSync(path));
}

function candidates() {
	const { platform, env } = process;
	if (platform === 'darwin')
		return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
			['', env.HOME ?? ''].map((home) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`),
		);
	if (platform === 'win32')
		return ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap(
			(name) =>
				[env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].map((root) =>
					join(root ?? 'C:\\', name),
				),
		);
	const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)];
	return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].flatMap(
		(name) => folders.map((folder) => join(folder, name)),
	);
}
