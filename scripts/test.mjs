// `npm test`: sets up what the tests need, runs those under Node and those in a browser at the same time, and prints the totals.
// `npm test -- banner` runs the files whose path contains "banner".
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { startBrowserTests } from './test-browser-process.mjs';
import { runNodeTests } from './test-node.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv.slice(2);
ensureDependencies();
await ensureDist();

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
	.map((file) => `test/${file}`.replaceAll('\\', '/'))
	.filter((file) => file.endsWith('.test.ts'))
	// They need proxies that a bare machine does not have: `npm run test:proxies`.
	.filter((file) => !file.startsWith('test/proxies/'))
	.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
	.sort();
const inBrowser = files.filter((file) => file.startsWith('test/browser/'));
const inNode = files.filter((file) => !file.startsWith('test/browser/'));
if (files.length === 0)
	fail(`No test file under test/ has ${wanted.join(' or ')} in its path. Check the spelling and try again.`);
if (wanted.length === 0 && (inBrowser.length === 0 || inNode.length === 0))
	fail('Tests are missing under test/. Check out the whole repository and try again.');

const none = { passed: 0, failed: 0, skipped: 0 };
const node = inNode.length > 0 ? await runNodeTests(inNode) : none;
// Not beside the others: some of those measure how fast a page has its server again.
const browser = inBrowser.length > 0 ? await startBrowserTests(inBrowser)() : none;
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) => node[key] + browser[key]);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
