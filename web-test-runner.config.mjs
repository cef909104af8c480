import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browser } from './scripts/browser.mjs';
import { answerAsAsked, builtFiles, scriptAlone } from './scripts/test-routes.mjs';
import { windowSize } from './scripts/window-size.mjs';

export default {
	files: 'test/browser/**/*.test.ts',
	middleware: [answerAsAsked, builtFiles, scriptAlone],
	nodeResolve: { browser: true, exportConditions: ['production'] },
	// With the same semantics of class fields as in the build.
	plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.base.json' }), windowSize],
	browsers: [chromeLauncher({ launchOptions: await browser() })],
	// One page at a time: Chrome renders only the page in front, and a frame elsewhere never comes.
	concurrency: 1,
	reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY === true })],
	browserStartTimeout: 60_000,
	testsFinishTimeout: 120_000,
	// axe examines a whole page, which takes longer than mocha's two seconds on a slow machine.
	testFramework: { config: { timeout: '60000' } },
};
