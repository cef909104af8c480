/** How long an operator waits for the answer while the fan-out of the publications before is under way. */
import { interleaved } from '../harness/interleaved.mjs';
import { warm } from './rounds.mjs';

const wave = 500;
const publications = 40;
/** A publication comes whenever the C limit would be busy for about half of the time: 14 µs for each reader. */
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
