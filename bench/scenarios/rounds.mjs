/** Shared by the scenarios: warming up a server, and waiting for stable memory. */
import { usage } from '../harness/process.mjs';

const warmReaders = 500;
const warmPublications = 50;
/** Memory is stable when two values this far apart differ by less than 1 %. */
const lookMs = 500;
const mostLooks = 10;

/**
 * Lets a server compile its code and reach its working size, so that the cost of one more connection can be measured.
 * Returns the resources used so far. Each of several processes gets as many connections as a single one.
 */
export async function warm(server, load, processes = 1) {
	await server.freshen();
	await load.open(warmReaders * processes, warmReaders);
	await load.publish(warmPublications);
	await load.tell('close');
	await server.freshen();
	return atRest(server);
}

/** The resources that the server has used, once its memory is stable. */
export async function atRest({ pid }) {
	let last = usage(pid);
	for (let look = 0; look < mostLooks; look++) {
		await new Promise((resolve) => setTimeout(resolve, lookMs));
		const now = usage(pid);
		if (Math.abs(now.rssKb - last.rssKb) < last.rssKb / 100) return now;
		last = now;
	}
	return last;
}
