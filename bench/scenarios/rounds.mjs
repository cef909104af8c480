/** What the scenarios share: a server that has done this before, and memory that has come to rest. */
import { usage } from '../harness/process.mjs';

const warmReaders = 500;
const warmPublications = 50;
/** Memory is at rest when two looks this far apart differ by less than 1 %. */
const lookMs = 500;
const mostLooks = 10;

/**
 * Lets a server compile what it runs and grow to its working size: what is measured then is what one more reader costs.
 * Returns what it has used by then. Of several processes each gets as many readers as one alone.
 */
export async function warm(server, load, processes = 1) {
	await server.freshen();
	await load.open(warmReaders * processes, warmReaders);
	await load.publish(warmPublications);
	await load.tell('close');
	await server.freshen();
	return atRest(server);
}

/** What the server has used, once its memory has come to rest. */
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
