import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { compileTests } from './compile-tests.mjs';

/** The longest group takes about two minutes. The limit ends one that hangs. */
const timeoutMs = 900_000;

/**
 * Runs test files under Node, two groups at a time. Shows their output and returns the counts of
 * passed, failed and skipped tests.
 *
 * @param {readonly string[]} files
 */
export async function runNodeTests(files) {
	console.log(`Running ${files.length} test files under Node …`);
	const folder = `dist/.tests-${process.pid}`;
	mkdirSync(folder, { recursive: true });
	process.once('exit', () => rmSync(folder, { recursive: true }));
	// Without a listener a signal would end the process before the folder is removed.
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	// Errors then name their place in the sources. The test processes inherit the variable.
	process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`;
	const modules = await compileTests(groupsOf(files), folder);
	return runModules(modules.map((module) => resolve(module)));
}

/**
 * Groups the files by folder, because to start a process and load its imports takes longer than
 * most files. Files in e2e and at the top of `test` have a group each: they take longest, and start
 * first, so that none runs alone at the end.
 */
function groupsOf(files) {
	const isLong = (file) => ['test', 'test/e2e'].includes(dirname(file));
	const groups = new Map();
	for (const file of [...files].sort((one, other) => Number(isLong(other)) - Number(isLong(one)))) {
		const name = (isLong(file) ? file : dirname(file)).replaceAll('/', '-');
		groups.set(name, [...(groups.get(name) ?? []), file]);
	}
	return groups;
}

async function runModules(files) {
	const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
	let hasFailed = false;
	const results = run({ files, concurrency: 2, timeout: timeoutMs });
	results.on('test:diagnostic', ({ message, nesting }) => {
		const [, name, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
		if (nesting === 0 && name in counts) counts[name] = Number(count);
	});
	// A failure need not be a test: a file may not load, or a process may not end.
	results.on('test:fail', () => {
		hasFailed = true;
	});
	for await (const text of results.compose(new spec())) process.stdout.write(text);
	const failed = counts.fail + counts.cancelled;
	return {
		passed: counts.pass,
		failed: hasFailed ? Math.max(1, failed) : failed,
		skipped: counts.skipped + counts.todo,
	};
}
