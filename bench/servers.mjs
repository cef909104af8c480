/** The servers to measure: Candor, its peers and the C program, as far as this machine has them. */
import { fail } from '../scripts/tools.mjs';
import { machine } from './harness/machine.mjs';
import { broadcaster } from './peers/broadcaster.mjs';
import { candor } from './peers/candor.mjs';
import { nchan } from './peers/nchan.mjs';
import { betterSse, resWrite } from './peers/node-peers.mjs';

/** The servers of `npm run check`, which must be short. */
const quickly = ['candor', 'res-write', 'c'];

/**
 * @param {{ mode: 'quick' | 'full', servers?: string[], dist: string }} options
 * @returns {{ name: string, start: (options: object) => Promise<any> }[]} in the order in which they are measured
 */
export function serversFor({ mode, servers: wanted, dist }) {
	const all = [candor(dist), resWrite, betterSse, nchan, broadcaster];
	const unknown = (wanted ?? []).filter((name) => !all.some((server) => server.name === name));
	if (unknown.length > 0)
		fail(`There is no server ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`);
	const chosen = wanted ?? (mode === 'quick' ? quickly : all.map(({ name }) => name));
	if (chosen.includes('nchan') && !machine.nchan)
		console.log(
			'nchan: left out. It needs nginx and its module; on Debian: apt-get install nginx libnginx-mod-nchan.',
		);
	return all.filter(({ name }) => chosen.includes(name) && (name !== 'nchan' || machine.nchan));
}

/** Names the missing requirements without which no server can be measured. */
export function canMeasure() {
	if (!machine.linux)
		console.log('Servers: left out. They are measured through /proc, which Linux alone has.');
	else if (!machine.compiler)
		console.log(
			'Servers: left out. The load generator is C, and there is no compiler `cc`; on Debian: apt-get install gcc libc6-dev.',
		);
	return machine.linux && machine.compiler;
}
