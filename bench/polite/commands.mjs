/** The clients that run in a terminal: `candor watch` and `candor mirror`, in this process. */
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { addressOf, openPlace } from './place.mjs';

const mirrorAddresses = ['stream', 'snapshot', 'history', 'keys', 'words', 'theme', 'script', 'second file'];

/** Runs a command until `life` is over. Requests are counted where they are made. */
async function runCommand({ run, processIo, origin, cell, fault, life }) {
	const place = await openPlace({ origin, failing: cell.failing, fault });
	const ending = new AbortController();
	const folder = temporaryFolder('polite');
	const requests = [];
	const io = {
		...processIo,
		environment: { CANDOR_URL: place.url },
		stdout: { write: () => true },
		stderr: { write: () => true },
		interruption: () => ending.signal,
		fetch: (address, options) => {
			const { pathname } = new URL(address);
			requests.push({ at: performance.now(), address: addressOf(pathname) ?? pathname });
			return fetch(address, options);
		},
	};
	const ended = run(cell.client === 'mirror' ? ['mirror', folder] : ['watch'], io);
	await life();
	ending.abort();
	place.close();
	await ended;
	remove(folder);
	return requests;
}

const cellsOf = (client, addresses) => [
	...addresses.map((address) => ({ client, name: address, failing: [address], run: runCommand })),
	{ client, name: 'all of them', failing: addresses, run: runCommand },
];

export const commandCells = [
	...cellsOf('watch', ['stream']).slice(0, 1),
	...cellsOf('mirror', mirrorAddresses),
];
