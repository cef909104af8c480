/** How long an operator waits for the response while the fan-out of earlier publications is running. */
import { interleaved } from '../harness/interleaved.mjs';
import { warm } from './rounds.mjs';

const wave = 500;
const publications = 40;
/** The time between two publications, so that the C program would be busy half of the time: 14 µs per connection. */
const intervalMs = (readers) => Math.max(10, readers * 0.014);

export const name = 'publish';

export async function measure({ servers, rounds, judged: readers }) {
	const results = await interleaved(servers, rounds, {}, (server, load) => underLoad(server, load, readers));
	return [{ scenario: name, readers, judged: true, columns, results }];
}

const columns = {
	answerP50Ms: 'operator’s answer p50 ms',
	answerP99Ms: 'p99 ms',
	deliveryP50Ms: 'reader p50 ms',
	deliveryP99Ms: 'p99 ms',
};

async function underLoad(server, load, readers) {
	await warm(server, load);
	await load.open(readers, wave);
	const { answerMs, deliveryMs } = await load.publish(publications, intervalMs(readers));
	return {
		answerP50Ms: answerMs.p50,
		answerP99Ms: answerMs.p99,
		deliveryP50Ms: deliveryMs.p50,
		deliveryP99Ms: deliveryMs.p99,
	};
}
