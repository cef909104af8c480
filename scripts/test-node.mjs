import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { compileTests } from './compile-tests.mjs';

/** The longest file takes a minute. One that waits for something that will not come fails then, instead of holding up all others. */
const longestMs = 300_000;

/** Tests that compare milliseconds: they have the machine to themselves, as what else it did would be measured too. */
const isTimed = (file) => dirname(file) === 'test/timing';

/**
 * Runs test files under Node, two groups of them at the same time and then those that measure, shows what they print, and
 * returns how many tests passed, failed and were skipped.
 *
 * @param {readonly string[]} files
 */
export async function runNodeTests(files) {
	console.log(`Running ${files.length} test files under Node …`);
	const folder = `dist/.tests-${process.pid}`;
	mkdirSync(folder, { recursive: true });
	process.once('exit', () => rmSync(folder, { recursive: true }));
	// Without a listener a signal ends the process before anything is cleared away.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	// What fails is told by its place in the sources. The processes of all versions of Node take the option from here.
	process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`;
	const total = { passed: 0, failed: 0, skipped: 0 };
	const add = async (some, concurrency) => {
		if (some.length === 0) return;
		const modules = await compileTests(grouped(some), folder);
		const counts = await runModules(
			modules.map((module) => resolve(module)),
			concurrency,
		);
		for (const key of Object.keys(total)) total[key] += counts[key];
	};
	await add(
		files.filter((file) => !isTimed(file)),
		2,
	);
	await add(files.filter(isTimed), 1);
	return total;
}

/**
 * The files of a folder share a process: to start one and load what they need takes longer than most of them. Those of the
 * whole, in e2e and at the top, have one each. They take the longest and so come first, that none is left over for the end.
 */
function grouped(files) {
	const groups = new Map();
	for (const file of [...files].sort((one, other) => Number(isWhole(other)) - Number(isWhole(one)))) {
		const name = (isWhole(file) ? file : dirname(file)).replaceAll('/', '-');
		groups.set(name, [...(groups.get(name) ?? []), file]);
	}
	return groups;
}
const isWhole = (file) => ['test', 'test/e2e'].includes(dirname(file));

async function runModules(files, concurrency) {
	const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
	let isWell = true;
	const results = run({ files, concurrency, timeout: longestMs });
	results.on('test:diagnostic', ({ message, nesting }) => {
		const [, name, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
		if (nesting === 0 && name in counts) counts[name] = Number(count);
	});
	// Something else than a test can fail as well: a file that does not load, a process that does not end.
	results.on('test:fail', () => {
		isWell = false;
	});
	for await (const text of results.compose(new spec())) process.stdout.write(text);
	const failed = counts.fail + counts.cancelled;
	return {
		passed: counts.pass,
		failed: isWell ? failed : Math.max(1, failed),
		skipped: counts.skipped + counts.todo,
	};
}
