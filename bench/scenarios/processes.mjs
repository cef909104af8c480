/**
 * More connections than one process can have: several processes of Candor follow one log, on one
 * core. They need more descriptors than one load generator has. Several generators on one core must
 * sleep, and a write to a sleeping generator wakes it, which costs half of a delivery. So one
 * process is also measured with sleeping generators. Four times the sockets are more work for the
 * kernel too: the same number of C programs shows how much.
 */
import { Load } from '../harness/load.mjs';
import { machine } from '../harness/machine.mjs';
import { socketsOf, usage } from '../harness/process.mjs';
import { median } from '../harness/statistics.mjs';
import { columns } from './fan-out.mjs';
import { atRest, warm } from './rounds.mjs';

const processes = 4;
const publications = 10;
const wave = 500;
const sourcesPerLoad = 1_000;

export const name = 'processes';

export async function measure({ servers, rounds, judged, quick }) {
	const candor = servers.find((server) => server.name === 'candor');
	if (quick || !candor) return [];
	const c = servers.find((server) => server.name === 'c');
	const alone = { server: 'one process', rounds: [], medians: {} };
	const several = { server: `${processes} processes`, rounds: [], medians: {} };
	const most = processes * judged;
	const generators = Math.ceil(most / machine.sockets);
	for (let round = 0; round < rounds; round++) {
		alone.rounds.push(await beside(c, 1, judged, await spread(candor, 1, judged, generators)));
		several.rounds.push(await beside(c, processes, most, await spread(candor, processes, most, generators)));
	}
	const all = {
		...columns,
		overC: 'CPU ÷ as many of c',
		wholeKb: 'whole RSS kB ÷ readers',
		fullest: 'readers of the fullest process',
	};
	for (const result of [alone, several])
		for (const key of Object.keys(all))
			result.medians[key] = median(result.rounds.map((values) => values[key]));
	return [{ scenario: name, readers: most, judged: true, columns: all, results: [alone, several] }];
}

/** The measurement, and the processor time of the same number of C programs. */
async function beside(c, count, readers, measured) {
	if (!c) return measured;
	const servers = [];
	const loads = [];
	try {
		for (let started = 0; started < count; started++) {
			servers.push(await c.start());
			loads.push(new Load(servers[started], { firstSource: started * sourcesPerLoad, polls: false }));
			await loads[started].open(readers / count, wave);
		}
		const used = () => servers.reduce((sum, { pid }) => sum + usage(pid).cpuUs, 0);
		const start = used();
		await Promise.all(loads.map((load) => load.publish(publications)));
		return { ...measured, overC: measured.cpuUs / ((used() - start) / (readers * publications)) };
	} finally {
		for (const load of loads) await load.end();
		for (const server of servers) await server.stop();
	}
}

async function spread(candor, count, readers, generators) {
	// The primary process serves connections too.
	const server = await candor.start(count > 1 ? { options: ['--workers', String(count - 1)] } : {});
	const share = Math.ceil(readers / generators);
	const loads = [];
	try {
		for (let opened = 0; opened < readers; opened += share)
			loads.push(new Load(server, { firstSource: loads.length * sourcesPerLoad, polls: false }));
		const [first, ...others] = loads;
		const before = await warm(server, first, count);
		for (const [place, load] of loads.entries())
			await load.open(Math.min(share, readers - place * share), wave);
		const idle = await atRest(server);
		const fullest = Math.max(...socketsOf(server.pid));
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
			wholeKb: after.rssKb / readers,
			fullest,
		};
	} finally {
		for (const load of loads) await load.end();
		await server.stop();
	}
}
