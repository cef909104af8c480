/** More readers than one process may hold: several processes of Candor that follow one log, on the same one core. */
import { spawnSync } from 'node:child_process';
import { Load } from '../harness/load.mjs';
import { machine } from '../harness/machine.mjs';
import { usage } from '../harness/process.mjs';
import { median } from '../harness/statistics.mjs';
import { columns } from './fan-out.mjs';
import { atRest, warm } from './rounds.mjs';

const workers = 4;
const publications = 10;
const wave = 500;
const sourcesPerLoad = 1_000;

export const name = 'processes';

export async function measure({ servers, rounds, judged, quick, dist }) {
	const candor = servers.find((server) => server.name === 'candor');
	if (quick || !candor) return [];
	const help = spawnSync(process.execPath, [`${dist}/server/cli/main.js`, 'serve', '--help'], {
		encoding: 'utf8',
	});
	if (!help.stdout.includes('--workers')) {
		console.log(`${name}: left out, as \`candor serve\` of this build has no --workers.`);
		return [];
	}
	const alone = { server: 'one process', rounds: [], medians: {} };
	const several = { server: `${workers} processes`, rounds: [], medians: {} };
	const most = 4 * judged;
	for (let round = 0; round < rounds; round++) {
		alone.rounds.push(await spread(candor, {}, judged));
		several.rounds.push(await spread(candor, { options: ['--workers', String(workers)] }, most));
	}
	for (const result of [alone, several])
		for (const key of Object.keys(columns))
			result.medians[key] = median(result.rounds.map((values) => values[key]));
	return [{ scenario: name, readers: most, judged: true, columns, results: [alone, several] }];
}

async function spread(candor, options, readers) {
	const server = await candor.start(options);
	const share = Math.ceil(readers / Math.ceil(readers / machine.sockets));
	const loads = [];
	try {
		for (let opened = 0; opened < readers; opened += share)
			loads.push(new Load(server, { firstSource: loads.length * sourcesPerLoad, polls: readers <= share }));
		const [first, ...others] = loads;
		const before = await warm(server, first);
		for (const [place, load] of loads.entries())
			await load.open(Math.min(share, readers - place * share), wave);
		const idle = await atRest(server);
		const start = usage(server.pid);
		const following = await Promise.all(others.map((load) => load.follow(publications)));
		const published = await first.publish(publications);
		const reports = [published, ...(await Promise.all(following.map(({ report }) => report)))];
		const end = usage(server.pid);
		const after = await atRest(server);
		if (reports.some(({ lost }) => lost > 0)) throw new Error('Frames did not arrive.');
		const deliveries = readers * publications;
		const last = published.sentAt.map(
			(sent, n) => Math.max(...reports.map(({ lastAt }) => lastAt[n])) - sent,
		);
		return {
			cpuUs: (end.cpuUs - start.cpuUs) / deliveries,
			userUs: (end.userUs - start.userUs) / deliveries,
			lastMs: median(last),
			idleKb: (idle.rssKb - before.rssKb) / readers,
			afterKb: (after.rssKb - before.rssKb) / readers,
		};
	} finally {
		for (const load of loads) await load.end();
		await server.stop();
	}
}
