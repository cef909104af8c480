/** One address opens thousands of sockets that never finish or start a request. Can others still connect? */
import { interleaved } from '../harness/interleaved.mjs';
import { usage } from '../harness/process.mjs';
import { warm } from './rounds.mjs';

const halfOpen = 5_000;
const idle = 5_000;
const others = 50;

export const name = 'flood';

export async function measure({ servers, rounds, quick }) {
	// The C program has no limits, and nchan has none in this configuration, so neither is compared.
	const chosen = servers.filter(({ name: server }) =>
		(quick ? ['candor'] : ['candor', 'res-write']).includes(server),
	);
	const results = await interleaved(chosen, quick ? 1 : rounds, {}, flood);
	return [{ scenario: name, readers: others, judged: true, columns, results }];
}

const columns = {
	connectMs: 'slowest other reader’s first frame ms',
	publishMs: 'operator’s publication ms',
	memoryMb: 'memory of the flood MB',
	heldOpen: 'of 10,000 still open',
};

async function flood(server, load) {
	const before = await warm(server, load);
	await load.tell(`hold half-open ${halfOpen}`);
	await load.tell(`hold idle ${idle}`);
	const { firstFrameMs } = await load.open(others, others);
	const { answerMs } = await load.publish(1);
	const after = usage(server.pid);
	const held = await load.tell('held');
	return {
		connectMs: firstFrameMs.max,
		publishMs: answerMs.max,
		memoryMb: (after.rssKb - before.rssKb) / 1024,
		heldOpen: [held.halfOpen, held.idle].reduce((open, { opened, closed }) => open + opened - closed, 0),
	};
}
