/** A browser without a test tool: what a tool adds to each page would be measured too. */
import { spawn } from 'node:child_process';
import { browser } from '../../scripts/browser.mjs';
import { remove, temporaryFolder } from './folder.mjs';
import { stop } from './process.mjs';

const startMs = 20_000;
const listening = /DevTools listening on ws:\/\/[^:]+:(\d+)/;

/** @returns {Promise<{ port: number, close: () => Promise<void> }>} the port of its DevTools protocol */
export async function launchChrome() {
	const { executablePath, env, args } = await browser();
	const profile = temporaryFolder('chrome');
	const options = [
		'--headless=new',
		'--remote-debugging-port=0',
		`--user-data-dir=${profile}`,
		'about:blank',
	];
	const child = spawn(executablePath, [...args, ...options], { env, stdio: ['ignore', 'ignore', 'pipe'] });
	process.once('exit', () => child.kill('SIGKILL'));
	const close = async () => {
		await stop(child);
		remove(profile);
	};
	let said = '';
	try {
		const port = await new Promise((resolve, reject) => {
			const patience = setTimeout(() => reject(new Error(`Chrome did not start.\n${said}`)), startMs);
			child.stderr.on('data', (chunk) => {
				said = (said + chunk).slice(-4_000);
				const [, found] = listening.exec(said) ?? [];
				if (!found) return;
				clearTimeout(patience);
				resolve(Number(found));
			});
			child.once('error', reject);
		});
		return { port, close };
	} catch (error) {
		await close();
		throw error;
	}
}
