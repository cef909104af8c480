/** One publication to every connection: processor time, the last delivery, memory. */
import { interleaved } from '../harness/interleaved.mjs';
import { usage } from '../harness/process.mjs';
import { atRest, warm } from './rounds.mjs';

/** Fewer connections need more publications, because the processor's clock ticks every 10 ms only. */
const publicationsFor = (readers) => Math.min(100, Math.max(20, Math.round(100_000 / readers)));
/** How many connect at a time: this scenario does not measure the storm. */
const wave = 500;

export const name = 'fan-out';

export async function measure({ servers, rounds, sizes, judged }) {
	const runs = [];
	for (const readers of sizes) {
		const results = await interleaved(servers, rounds, {}, (server, load) => fanOut(server, load, readers));
		runs.push({ scenario: name, readers, judged: readers === judged, columns, results });
	}
	return runs;
}

export const columns = {
	cpuUs: 'CPU µs per delivery',
	userUs: 'of it user µs',
	lastMs: 'last reader ms',
	idleKb: 'RSS kB per idle reader',
	afterKb: 'after rounds',
};

async function fanOut(server, load, readers) {
	const before = await warm(server, load);
	await load.open(readers, wave);
	const idle = await atRest(server);
	const publications = publicationsFor(readers);
	const start = usage(server.pid);
	const { lastMs } = await load.publish(publications);
	const end = usage(server.pid);
	const after = await atRest(server);
	const deliveries = readers * publications;
	return {
		cpuUs: (end.cpuUs - start.cpuUs) / deliveries,
		userUs: (end.userUs - start.userUs) / deliveries,
		lastMs: lastMs.p50,
		idleKb: (idle.rssKb - before.rssKb) / readers,
		afterKb: (after.rssKb - before.rssKb) / readers,
	};
}
