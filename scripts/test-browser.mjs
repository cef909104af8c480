/**
 * Runs test files in real browsers and returns how many tests passed, failed and were skipped, in each browser and, under
 * `all`, together. `settings` go before those of web-test-runner.config.mjs: other browsers, for one.
 */
export async function runBrowserTests(files, settings = {}) {
	console.log(`Running ${files.length} test files in a browser …`);
	// Loaded here, as callers install the dependencies first.
	const [{ startTestRunner }, { default: usual }] = await Promise.all([
		import('@web/test-runner'),
		import('../web-test-runner.config.mjs'),
	]);
	const runner = await startTestRunner({
		config: { ...usual, files, ...settings },
		// What it reads by itself would go before what is given here.
		readFileConfig: false,
		readCliArgs: false,
		autoExitProcess: false,
	});
	if (!runner) throw new Error('The browser tests did not start; the lines above say why.');
	await new Promise((resolve) => runner.on('stopped', resolve));
	const sessions = [...runner.sessions.all()];
	const names = [...new Set(sessions.map(({ browser }) => browser.name))];
	return {
		all: countOf(sessions),
		browsers: names.map((name) => ({
			name,
			...countOf(sessions.filter(({ browser }) => browser.name === name)),
		})),
	};
}

function countOf(sessions) {
	const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults) : []));
	return {
		passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
		// A file that cannot be loaded has no tests, and fails all the same.
		failed:
			tests.filter(({ passed, skipped }) => !passed && !skipped).length +
			sessions.filter(
				({ passed, testResults }) =>
					!passed && !(testResults && testsOf(testResults).some((test) => !test.passed && !test.skipped)),
			).length,
		skipped: tests.filter(({ skipped }) => skipped).length,
	};
}

/** The tests of a suite and of the suites inside it. */
const testsOf = ({ tests, suites }) => [...tests, ...suites.flatMap(testsOf)];
