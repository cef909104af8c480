// `npm run test:engines`: the browser tests in Chromium, Firefox and WebKit, which must be
// installed (Debian's chromium, firefox-esr, webkit2gtk-driver and xvfb). `npm run test:engines --
// banner` runs the files whose path contains "banner".
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { runBrowserTests } from './test-browser.mjs';
import { testFiles } from './test-files.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const parts = process.argv.slice(2);
ensureDependencies();
await ensureDist();

const files = testFiles('test/browser', parts);
if (files.length === 0)
	fail(
		`No test file under test/browser has ${parts.join(' or ')} in its path. Check the spelling, then try again.`,
	);

// Imported here, because the dependencies may have been missing before.
const { engines } = await import('./engines.mjs');
const { browsers, end } = await engines().catch((error) => {
	fail(error.message);
	throw error;
});
const { all, browsers: results } = await runBrowserTests(files, { browsers, concurrentBrowsers: 3 });
await end();
const summary = ({ passed, failed, skipped }) =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
for (const { name, ...counts } of results) console.log(`${name}: ${summary(counts)}`);
console.log(summary(all));
process.exit(all.failed > 0 || all.passed === 0 ? 1 : 0);
