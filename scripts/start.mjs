// `npm start`: builds what is missing, starts the server with its embedded database, and opens the
// demo.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
	fail(
		`Candor needs Node 20.19 or later; this is ${process.version}. Install a newer version, then run npm start again.`,
	);
ensureDependencies();
await ensureDist();

const data = process.env.CANDOR_DATA || 'data';
const tokenFile = join(data, 'operator-token');
const token = process.env.CANDOR_TOKEN || operatorToken();

console.log('Starting the server …');
// Imported here, because before the build these files may not exist.
const { serve } = await import('../dist/server/main.js');
const { demoHandler } = await import('../demo/server.mjs');
try {
	const quiet = { CANDOR_LOG_LEVEL: 'warn', ...process.env };
	const environment = { ...quiet, CANDOR_DATA: data, CANDOR_TOKEN: token };
	const { address } = await serve(environment, { print: console.log }, demoHandler({ token }));
	welcome(address);
	await openBrowser(`${address}/demo/`);
} catch (error) {
	fail(error instanceof Error ? error.message : String(error));
}

/**
 * The demo's token. It is created once and stored beside the data, so that it stays valid after a
 * restart.
 */
function operatorToken() {
	if (existsSync(tokenFile)) return readFileSync(tokenFile, 'utf8').trim();
	mkdirSync(data, { recursive: true, mode: 0o700 });
	const made = `candor_${randomBytes(32).toString('base64url')}`;
	writeFileSync(tokenFile, `${made}\n`, { mode: 0o600 });
	return made;
}

function welcome(address) {
	const credentials = process.env.CANDOR_TOKEN ? '' : ` --token-file ${tokenFile}`;
	// Output that is not a terminal is often kept as a log, and a log must not hold a token.
	const shown = process.stdout.isTTY ? token : `in ${tokenFile}`;
	const where = address === 'http://127.0.0.1:8787' ? '' : ` --url ${address}`;
	console.log(`
  Demo            ${address}/demo/
  Every element   ${address}/demo/gallery/
  Operator token  ${process.env.CANDOR_TOKEN ? '(from CANDOR_TOKEN)' : shown}
  Data            ${data}

Publish from another terminal, and watch the demo:

  node dist/cli/main.js open "Checkout is failing" --impact major --new-component checkout --next-update 20m${where}${credentials}

Stop with Ctrl+C.`);
}

/** Opens the demo for a person at a terminal. A browser that does not open is not an error. */
async function openBrowser(url) {
	if (!process.stdout.isTTY || process.env.CI) return;
	const { default: open } = await import('open');
	await open(url).catch(() => console.log(`No browser could be started. Open ${url} in one.`));
}
