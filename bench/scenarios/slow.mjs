/** Connections that read nothing beside others that do: their cost, whether they are closed, and the effect on others. */
import { interleaved } from '../harness/interleaved.mjs';
import { usage } from '../harness/process.mjs';
import { atRest, warm } from './rounds.mjs';

const frame = 4_096;
const stuckReaders = 20;
const otherReaders = 50;
const warmFrames = 500;

export const name = 'slow';

export async function measure({ servers, quick, rounds }) {
	const frames = quick ? 2_500 : 5_000;
	// The C program has no backlog, and nchan keeps its messages in shared memory.
	const chosen = servers.filter(({ name: server }) =>
		(quick ? ['candor'] : ['candor', 'res-write', 'better-sse']).includes(server),
	);
	const results = await interleaved(chosen, quick ? 1 : Math.min(rounds, 2), { frame }, (server, load) =>
		one(server, load, frames),
	);
	return [{ scenario: name, readers: otherReaders, judged: true, columns, results }];
}

const columns = {
	withoutMb: 'memory without the stuck, MB more',
	withMb: 'with 20 stuck, MB more',
	leftOpen: 'stuck not cut',
	p99Ratio: 'others’ p99, with ÷ without',
	p99Ms: 'others’ p99 ms with',
};

/** On one server, first without stuck connections: how far its peak memory exceeds the memory used before. */
async function one(server, load, frames) {
	await warm(server, load);
	await load.open(otherReaders, otherReaders);
	await load.publish(warmFrames);
	const before = await atRest(server);
	const without = await load.publish(frames);
	const withoutMb = megabytesMore(server, before);
	await load.tell(`hold stuck ${stuckReaders}`);
	const beside = await load.publish(frames);
	const withMb = megabytesMore(server, before);
	const held = await load.tell('held');
	return {
		withoutMb,
		withMb,
		leftOpen: held.stuck.opened - held.stuck.closed,
		p99Ratio: beside.deliveryMs.p99 / without.deliveryMs.p99,
		p99Ms: beside.deliveryMs.p99,
	};
}

const megabytesMore = ({ pid }, before) => (usage(pid).peakKb - before.rssKb) / 1024;
