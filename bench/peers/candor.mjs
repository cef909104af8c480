/**
 * Candor as it ships: `candor serve` with its database, and a publication by an operator over HTTP.
 * A publication is an edit of a notice, a commit like any other, so that its frame can be made as
 * long as the peers' and the state does not grow with every round.
 */
import { remove, temporaryFolder } from '../harness/folder.mjs';
import { launchServer } from '../harness/process.mjs';
import { frameBytes, get, post, snapshotBytes, stream } from './payload.mjs';

const token = 'a-token-for-the-bench-alone';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

/** @param {string} dist the folder of the build */
export const candor = (dist, name = 'candor') => ({
	name,
	async start({ frame = frameBytes, environment = {}, options = [] } = {}) {
		const data = temporaryFolder('data');
		const server = await launchServer(
			process.execPath,
			[`${dist}/cli/main.js`, 'serve', '--port', '0', '--data', data, ...options],
			/Candor listens on http:\/\/127\.0\.0\.1:(\d+)/,
			{ ...plain(), CANDOR_TOKEN: token, CANDOR_LOG_LEVEL: 'error', ...environment },
		);
		const publish = await prepare(`http://127.0.0.1:${server.port}`, frame);
		return {
			...server,
			requests: { stream: stream('/v1/stream'), get: get('/v1/snapshot'), publish },
			freshen: async () => undefined,
			stop: async () => {
				await server.stop();
				remove(data);
			},
		};
	},
});

/** The environment without the CANDOR_ variables of the caller's shell. */
const plain = () =>
	Object.fromEntries(Object.entries(process.env).filter(([variable]) => !variable.startsWith('CANDOR_')));

/**
 * Fills the state until the snapshot is as long as the peers'. Returns the request that publishes a
 * frame of `bytes`.
 */
async function prepare(url, bytes) {
	await write(url, 'POST', '/v1/notices', { id: 'bench', title: 'Checkout is failing', impact: 'major' });
	await write(url, 'POST', '/v1/notices', { id: 'filler', title: 'Padding', workaround: 'x' });
	const { length } = await (await fetch(`${url}/v1/snapshot`)).text();
	if (length < snapshotBytes)
		await write(url, 'PATCH', '/v1/notices/filler', { workaround: 'x'.repeat(snapshotBytes - length) });
	const shortest = await frameLength(url, { title: 'x' });
	const missing = Math.max(0, bytes - shortest);
	// A title has at most 140 characters; the rest goes into the workaround.
	const body = missing < 140 ? { title: 'x'.repeat(1 + missing) } : { title: 'x', workaround: 'x' };
	if ('workaround' in body)
		body.workaround = 'x'.repeat(Math.max(1, 1 + bytes - (await frameLength(url, body))));
	const asked = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return post('/v1/notices/bench', JSON.stringify(body), asked.join(''), 'PATCH');
}

async function write(url, method, path, body) {
	const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

/** The number of bytes that a connection receives for that edit. */
async function frameLength(url, body) {
	const response = await fetch(`${url}/v1/stream`);
	let text = '';
	for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
		if (text === '') await write(url, 'PATCH', '/v1/notices/bench', body);
		text += chunk;
		const at = text.indexOf('id:', text.indexOf('\n\n', text.indexOf('event: snapshot')));
		const end = text.indexOf('\n\n', at);
		if (at > 0 && end > 0) return end + 2 - at;
	}
	throw new Error('The stream ended before the frame came.');
}
