/** A page with Candor from a given build, and a browser to open it. */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import pino from 'pino';

export const token = 'a-token-for-the-bench';

/**
 * Candor in this process, without a database on disk. `answer` may answer a request first; it returns whether it did.
 *
 * @param {string} dist
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} answer
 */
export async function candorWith(dist, answer) {
	const { createCandor } = await import(pathToFileURL(`${dist}/server/index.js`).href);
	const candor = await createCandor({ data: null, token, logger: pino({ level: 'silent' }) });
	const server = createServer((request, response) => {
		if (!answer(request, response)) candor.handler(request, response);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${server.address().port}`;
	return {
		url,
		/** Opens a notice. */
		async publish(notice) {
			const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
			const body = JSON.stringify(notice);
			const { ok, status } = await fetch(`${url}/v1/notices`, { method: 'POST', headers, body });
			if (!ok) throw new Error(`The notice was answered with ${status}.`);
		},
		async close() {
			await candor.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
