/** Measures the servers in turn, several times, so that a drift of the machine affects all of them alike. */
import { Load } from './load.mjs';
import { median } from './statistics.mjs';

/**
 * @template {Record<string, number>} Values
 * @param {readonly { name: string, start: (options: object) => Promise<any> }[]} servers
 * @param {number} rounds
 * @param {object} options given to each server's `start`
 * @param {(server: any, load: Load) => Promise<Values>} measure
 * @returns {Promise<{ server: string, rounds: Values[], medians: Values }[]>}
 */
export async function interleaved(servers, rounds, options, measure) {
	const results = servers.map(({ name }) => ({ server: name, rounds: [], medians: {} }));
	for (let round = 0; round < rounds; round++)
		for (const [place, { name, start }] of servers.entries()) {
			process.stderr.write(`  round ${round + 1} of ${rounds}: ${name}\n`);
			try {
				results[place].rounds.push(await once(start, options, measure));
			} catch (error) {
				// A peer that fails gets no result; a failure of Candor ends the bench.
				if (name === 'candor') throw error;
				console.log(`${name}, round ${round + 1}: ${error.message}`);
				results[place].rounds.push({});
			}
		}
	for (const result of results)
		for (const key of new Set(result.rounds.flatMap(Object.keys)))
			result.medians[key] = median(result.rounds.map((values) => values[key]));
	return results;
}

async function once(start, options, measure) {
	const server = await start(options);
	try {
		const load = new Load(server);
		try {
			return await measure(server, load);
		} finally {
			await load.end();
		}
	} finally {
		await server.stop();
	}
}
