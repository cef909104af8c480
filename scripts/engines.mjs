/**
 * Chromium, Firefox and WebKit for one run of the browser tests: those of Debian's packages, or the
 * paths in the variables.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { browser } from './browser.mjs';

const libraries = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const programs = {
	FIREFOX_PATH: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
	WEBKIT_DRIVER_PATH: ['/usr/bin/WebKitWebDriver'],
	WEBKIT_BROWSER_PATH: [`/usr/lib/${libraries[process.arch]}/webkit2gtk-4.1/MiniBrowser`],
	XVFB_PATH: ['/usr/bin/Xvfb'],
};

/**
 * Launchers for the test runner. WebKit's driver and its display run until `end` is called.
 *
 * @throws Error if a program is missing.
 */
export async function engines() {
	const [firefox, driver, miniBrowser, xvfb] = Object.keys(programs).map(program);
	const running = [];
	const end = () => Promise.all(running.map(ended));
	try {
		const display = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		running.push(display);
		// With -displayfd Xvfb takes the first free display number and prints it.
		const [number] = await firstLine(display, 'Xvfb');
		const port = await freePort();
		const webkit = spawn(driver, ['-p', String(port)], {
			env: { ...process.env, DISPLAY: `:${number}` },
			stdio: 'ignore',
		});
		running.push(webkit);
		await listening(webkit, port);
		const browsers = [
			chromeLauncher({ launchOptions: await browser() }),
			puppeteerLauncher({
				launchOptions: { browser: 'firefox', executablePath: firefox, headless: true },
			}),
			webdriverLauncher({
				hostname: '127.0.0.1',
				port,
				path: '/',
				logLevel: 'error',
				// The types do not know the options of WebKitGTK.
				capabilities: /** @type {object} */ ({
					'wdio:enforceWebDriverClassic': true,
					browserName: 'MiniBrowser',
					'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
				}),
			}),
		];
		return { browsers, end };
	} catch (error) {
		await end();
		throw error;
	}
}

/** @param {string} variable */
function program(variable) {
	const chosen = process.env[variable];
	const found = (chosen ? [chosen] : programs[variable]).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		`${chosen ?? programs[variable].join(' or ')} is missing. Install Debian's firefox-esr, webkit2gtk-driver and xvfb, or set ${variable}.`,
	);
}

const firstLine = (child, name) =>
	new Promise((resolve, reject) => {
		createInterface(child.stdout).once('line', (line) => resolve([line.trim()]));
		child.once('error', reject);
		child.once('exit', () => reject(new Error(`${name} ended before it printed its display number.`)));
	});

async function freePort() {
	const server = createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address ? address.port : 0;
}

/** The driver prints nothing when it is ready, so its status is requested until it answers. */
async function listening(child, port) {
	for (;;) {
		if (child.exitCode !== null) throw new Error('WebKitWebDriver ended before it listened.');
		const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setImmediate(resolve));
	}
}

async function ended(child) {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill();
	await gone;
}
