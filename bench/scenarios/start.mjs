/**
 * How long a server needs to start after 20,000 and 200,000 commits, with a checkpoint of the state and
 * without one. The log is built by direct writes, and the checkpoint is written before the server starts.
 */
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { longLog } from '../harness/long-log.mjs';
import { launchServer, usage } from '../harness/process.mjs';
import { median } from '../harness/statistics.mjs';

export const name = 'start';

const sizes = [20_000, 200_000];
const rounds = 3;
/** A busy machine reads a long log slowly. */
const startLimitMs = 180_000;
/** With a checkpoint; see docs/decisions/0151-checkpoints-of-the-state.md. */
const budgetMs = 3_000;

const columns = { startMs: 'start ms', cpuMs: 'processor ms', memoryMb: 'memory MB' };

export async function measure({ dist, quick }) {
	const results = [];
	for (const size of quick ? sizes.slice(0, 1) : sizes) {
		process.stderr.write(`  ${size} commits\n`);
		const data = temporaryFolder('start');
		try {
			await buildLog(dist, data, size);
			results.push({ size, server: `${size} commits`, ...(await startsOf(dist, data, 1)) });
			await writeCheckpoint(dist, data);
			const server = `${size} commits, checkpoint`;
			results.push({ size, server, hasCheckpoint: true, ...(await startsOf(dist, data, rounds)) });
		} finally {
			remove(data);
		}
	}
	return [
		{
			...{ scenario: name, readers: 0, judged: false, columns },
			results: results.map(({ server, medians, rounds }) => ({ server, medians, rounds })),
			checks: results
				.filter(({ hasCheckpoint }) => hasCheckpoint)
				.map(({ size, medians }) => ({
					name: `start from a checkpoint after ${size} commits`,
					...{ measured: medians.startMs, budget: budgetMs, unit: 'ms' },
				})),
		},
	];
}

const load = (dist, path) => import(pathToFileURL(`${dist}/${path}`).href);

async function buildLog(dist, folder, size) {
	const { databaseCopy } = await load(dist, 'server/core/database-copy.js');
	const copy = databaseCopy(folder);
	let rows = [];
	for (const commit of longLog(size, await load(dist, 'src/model/index.js'))) {
		rows.push({ seq: commit.seq, text: JSON.stringify(commit) });
		if (rows.length < 1_000) continue;
		copy.add(rows, []);
		rows = [];
	}
	copy.add(rows, []);
	copy.finish('00000000-0000-4000-8000-000000000000');
}

async function writeCheckpoint(dist, folder) {
	const [{ openFolder }, { Projections }, checkpoints, { systemClock }] = await Promise.all([
		load(dist, 'server/core/storage.js'),
		load(dist, 'server/core/projections/projections.js'),
		load(dist, 'server/core/checkpoints/write-checkpoint.js'),
		load(dist, 'server/core/clock.js'),
	]);
	const { log, close } = openFolder(folder);
	await checkpoints.writeCheckpoint({
		...{ log, store: log.checkpoints, ignoresLast: false, pause: () => setImmediate() },
		newProjections: () => new Projections(systemClock),
	});
	await close();
}

async function startsOf(dist, data, count) {
	const found = [];
	for (let round = 0; round < count; round++) {
		const startedAt = performance.now();
		const server = await launchServer(
			process.execPath,
			[`${dist}/cli/main.js`, 'serve', '--port', '0', '--data', data],
			/Candor listens on http:\/\/127\.0\.0\.1:(\d+)/,
			{ PATH: process.env.PATH, CANDOR_TOKEN: 'a-token-for-the-bench-alone', CANDOR_LOG_LEVEL: 'error' },
			startLimitMs,
		);
		const startMs = performance.now() - startedAt;
		const { cpuUs, rssKb } = usage(server.pid);
		found.push({ startMs, cpuMs: cpuUs / 1_000, memoryMb: rssKb / 1024 });
		// A stop may not write a checkpoint here: without one, another start would have it.
		process.kill(server.pid, 'SIGKILL');
		await server.stop();
	}
	const medians = Object.fromEntries(
		Object.keys(columns).map((column) => [column, median(found.map((round) => round[column]))]),
	);
	return { medians, rounds: found };
}
