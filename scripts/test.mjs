// `npm test`: installs and builds what the tests need, runs them under Node and in a browser, and
// prints the totals. `npm test -- banner` runs the files whose path contains "banner".
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDist } from './dist.mjs';
import { runBrowserTests } from './test-browser.mjs';
import { testFiles } from './test-files.mjs';
import { runNodeTests } from './test-node.mjs';
import { fail } from './tools.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const parts = process.argv.slice(2);
ensureDependencies();
await ensureDist();

// These need programs that a bare machine does not have: `npm run test:proxies`, scripts/test-programs.mjs.
const others = ['test/proxies/', 'test/programs/'];
const files = testFiles('test', parts).filter((file) => !others.some((folder) => file.startsWith(folder)));
const browserFiles = files.filter((file) => file.startsWith('test/browser/'));
const nodeFiles = files.filter((file) => !file.startsWith('test/browser/'));
if (files.length === 0)
	fail(`No test file under test/ has ${parts.join(' or ')} in its path. Check the spelling, then try again.`);
if (parts.length === 0 && (browserFiles.length === 0 || nodeFiles.length === 0))
	fail('Test files are missing under test/. Check out the whole repository, then try again.');

const none = { passed: 0, failed: 0, skipped: 0 };
const node = nodeFiles.length > 0 ? await runNodeTests(nodeFiles) : none;
const { all: browser } = browserFiles.length > 0 ? await runBrowserTests(browserFiles) : { all: none };
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) => node[key] + browser[key]);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
