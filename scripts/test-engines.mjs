// `npm run test:engines`: the browser tests in Chromium, Firefox and WebKit, which must be installed (Debian's chromium,
// firefox-esr, webkit2gtk-driver and xvfb will do). `npm run test:engines -- banner` runs the files whose path has this in it.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { runBrowserTests } from './test-browser.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const wanted = process.argv.slice(2);
ensureDependencies();
await ensureDist();

const files = readdirSync('test/browser', { recursive: true, encoding: 'utf8' })
	.map((file) => `test/browser/${file}`.replaceAll('\\', '/'))
	.filter((file) => file.endsWith('.test.ts'))
	.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
if (files.length === 0)
	fail(`No test file under test/browser has ${wanted.join(' or ')} in its path. Check the spelling.`);

// Loaded here, as the dependencies are there only now.
const { engines } = await import('./engines.mjs');
const { browsers, end } = await engines().catch((error) => {
	fail(error.message);
	throw error;
});
const { all, browsers: each } = await runBrowserTests(files, { browsers, concurrentBrowsers: 3 });
await end();
const told = ({ passed, failed, skipped }) =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
for (const { name, ...count } of each) console.log(`${name}: ${told(count)}`);
console.log(told(all));
process.exit(all.failed > 0 || all.passed === 0 ? 1 : 0);
