import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

/**
 * Runs test files under Node, so many at the same time, shows what they print, and returns how many tests passed, failed
 * and were skipped.
 */
export async function runNodeTests(files, concurrency = 2) {
	console.log(`Running ${files.length} test files under Node …`);
	const totals = `node_modules/.cache/test-totals-${process.pid}.json`;
	mkdirSync('node_modules/.cache', { recursive: true });
	const { status } = spawnSync(
		process.execPath,
		[
			...['--import', 'tsx', '--test', `--test-concurrency=${concurrency}`],
			...['--test-reporter=spec', '--test-reporter-destination=stdout'],
			...['--test-reporter=./scripts/test-totals.mjs', `--test-reporter-destination=${totals}`],
			...files,
		],
		{ stdio: 'inherit' },
	);
	const counts = JSON.parse(readFileSync(totals, 'utf8'));
	rmSync(totals);
	const failed = counts.fail + counts.cancelled;
	// Something else than a test can fail as well, a process that does not end for one.
	return {
		passed: counts.pass,
		failed: status === 0 ? failed : Math.max(1, failed),
		skipped: counts.skipped + counts.todo,
	};
}
