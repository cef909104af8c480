/** The options of the command line. */
import { parseArgs } from 'node:util';
import { fail } from '../../scripts/tools.mjs';

const usage = `npm run bench [-- full | SCENARIO…] [options]
  --readers N      readers, for every scenario that has any
  --rounds N       interleaved rounds
  --servers A,B    only these: candor, res-write, better-sse, nchan, c
  --clients A,B    only these clients of \`polite\`, by their names in its table
  --faults A,B     only these faults of \`polite\`
  --dist FOLDER    another build of Candor than dist/, somewhere below this folder`;

/**
 * @param {readonly string[]} known the names of all scenarios
 * @returns {{ mode: 'quick' | 'full', chosen: string[], readers?: number, rounds?: number, servers?: string[], clients?: string[], faults?: string[], dist: string }}
 */
export function readOptions(known) {
	const { values, positionals } = parsed();
	const full = positionals.includes('full');
	const chosen = positionals.filter((name) => name !== 'full');
	const unknown = chosen.filter((name) => !known.includes(name));
	if (unknown.length > 0)
		fail(`There is no scenario ${unknown.join(', ')}. There are: ${known.join(', ')}.\n\n${usage}`);
	return {
		mode: full || chosen.length > 0 ? 'full' : 'quick',
		chosen: chosen.length > 0 ? chosen : [...known],
		readers: number('readers', values.readers),
		rounds: number('rounds', values.rounds),
		servers: values.servers?.split(','),
		clients: values.clients?.split(','),
		faults: values.faults?.split(','),
		dist: values.dist ?? 'dist',
	};
}

function parsed() {
	try {
		const text = { type: /** @type {const} */ ('string') };
		return parseArgs({
			allowPositionals: true,
			options: { readers: text, rounds: text, servers: text, clients: text, faults: text, dist: text },
		});
	} catch (error) {
		return fail(`${error.message}\n\n${usage}`);
	}
}

function number(name, text) {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,5}$/.test(text)) fail(`--${name} takes a whole number above 0.\n\n${usage}`);
	return Number(text);
}
