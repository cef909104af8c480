/** All connections are opened at once, and each gets the snapshot. */
import { interleaved } from '../harness/interleaved.mjs';
import { usage } from '../harness/process.mjs';
import { warm } from './rounds.mjs';

export const name = 'storm';

export async function measure({ servers, rounds, judged: readers, quick }) {
	const chosen = quick ? servers.filter((server) => server.name !== 'c') : servers;
	const results = await interleaved(chosen, rounds, {}, (server, load) => storm(server, load, readers));
	return [{ scenario: name, readers, judged: true, columns, results }];
}

const columns = {
	cpuUs: 'CPU µs per reader',
	seconds: 's until all are served',
	p50Ms: 'first frame p50 ms',
	p99Ms: 'p99 ms',
	retries: 'had to try again',
};

async function storm(server, load, readers) {
	await warm(server, load);
	const start = usage(server.pid);
	const { seconds, firstFrameMs, retries } = await load.open(readers, readers);
	const end = usage(server.pid);
	return {
		cpuUs: (end.cpuUs - start.cpuUs) / readers,
		seconds,
		p50Ms: firstFrameMs.p50,
		p99Ms: firstFrameMs.p99,
		retries,
	};
}
