/**
 * Runs test files in real browsers. Returns the counts of passed, failed and skipped tests, for
 * each browser and for `all`. `settings` override those of web-test-runner.config.mjs, for example
 * the browsers.
 */
export async function runBrowserTests(files, settings = {}) {
	console.log(`Running ${files.length} test files in a browser …`);
	// Imported here, because callers install the dependencies first.
	const [{ startTestRunner }, { default: usual }] = await Promise.all([
		import('@web/test-runner'),
		import('../web-test-runner.config.mjs'),
	]);
	const runner = await startTestRunner({
		config: { ...usual, files, ...settings },
		// Otherwise its own config file and arguments would override this config.
		readFileConfig: false,
		readCliArgs: false,
		autoExitProcess: false,
	});
	if (!runner) throw new Error('The browser tests did not start. The lines above say why.');
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
		// A file that cannot be loaded has no tests; it counts as one failure.
		failed:
			tests.filter(({ passed, skipped }) => !passed && !skipped).length +
			sessions.filter(
				({ passed, testResults }) =>
					!passed && !(testResults && testsOf(testResults).some((test) => !test.passed && !test.skipped)),
			).length,
		skipped: tests.filter(({ skipped }) => skipped).length,
	};
}

/** The tests of a suite and of its inner suites. */
const testsOf = ({ tests, suites }) => [...tests, ...suites.flatMap(testsOf)];
