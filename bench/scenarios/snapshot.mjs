/** The snapshot on keep-alive connections: requests per second of one core. */
import { interleaved } from '../harness/interleaved.mjs';
import { usage } from '../harness/process.mjs';

const connections = 50;
const warmSeconds = 1;
const seconds = 3;

export const name = 'snapshot';

export async function measure({ servers, rounds }) {
	const serving = servers.filter((server) => server.name !== 'better-sse');
	const results = await interleaved(serving, rounds, {}, snapshots);
	return [{ scenario: name, readers: connections, judged: true, columns, results }];
}

const columns = { perSecond: 'requests per second', cpuUs: 'CPU µs per request', p99Ms: 'p99 ms' };

async function snapshots(server, load) {
	await load.tell(`get ${warmSeconds} ${connections}`);
	const start = usage(server.pid);
	const { requests, seconds: took, latencyMs } = await load.tell(`get ${seconds} ${connections}`);
	const end = usage(server.pid);
	return {
		perSecond: requests / took,
		cpuUs: (end.cpuUs - start.cpuUs) / requests,
		p99Ms: latencyMs.p99,
	};
}
