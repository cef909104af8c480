import { readFile } from 'node:fs/promises';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { answerAsAsked } from './scripts/answer-as-asked.mjs';
import { browser } from './scripts/browser.mjs';

export default {
	files: 'test/browser/**/*.test.ts',
	middleware: [
		answerAsAsked,
		// What was built goes to the page as it is: the script tag checks what it loads by its hash.
		async (context, next) => {
			if (!/^\/dist\/[\w-]+\.js$/.test(context.path)) return next();
			context.type = 'text/javascript';
			context.body = await readFile(`.${context.path}`);
		},
	],
	nodeResolve: { browser: true, exportConditions: ['production'] },
	// The same meaning of class fields as in the build.
	plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.base.json' })],
	browsers: [chromeLauncher({ launchOptions: await browser() })],
	// One page at a time: Chrome draws only the page in front, and waiting for a frame elsewhere never ends.
	concurrency: 1,
	reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY === true })],
	browserStartTimeout: 60_000,
	testsFinishTimeout: 120_000,
	// axe reads a whole page; on a slow machine it passes mocha's usual two seconds.
	testFramework: { config: { timeout: '10000' } },
};
