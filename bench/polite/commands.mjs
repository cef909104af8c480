/** The clients that run in a terminal: `candor watch` and `candor mirror`, in this process. */
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { openPlace } from './place.mjs';

const mirrorAddresses = [
	...['stream', 'snapshot', 'history', 'keys', 'words', 'themes', 'script', 'second file', 'other scripts'],
	...['package notices', 'status page', 'notice pages', 'documents', 'vendor feed'],
];

/** Runs a command until `life` is over. Requests are counted where they are made. */
async function runCommand({ run, processIo, origin, token, cell, fault, life }) {
	const place = await openPlace({ origin, failing: cell.failing, fault });
	const ending = new AbortController();
	const folder = temporaryFolder('polite');
	const requests = [];
	const io = {
		...processIo,
		// Reminders are for operators only.
		environment: { CANDOR_URL: place.url, CANDOR_TOKEN: token },
		stdout: { write: () => true },
		stderr: { write: () => true },
		interruption: () => ending.signal,
		fetch: (address, options) => {
			requests.push({ at: performance.now(), address: new URL(address).pathname });
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
	...cellsOf('watch', ['stream', 'reminders']),
	...cellsOf('mirror', mirrorAddresses),
];
