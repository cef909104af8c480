/** A server that is not Candor. */
import type { TestContext } from 'node:test';
import { listen, noon } from './harness.ts';

const at = new Date(noon).toISOString();
/** A notice resource. */
export const notice = {
	...{ id: 'n1', seq: 1, kind: 'incident', title: 'A notice', phase: 'investigating', impact: 'major' },
	...{ openedAt: at, updatedAt: at, latestUpdate: 1, updates: [] },
};

/** A server that responds to every request with JSON, and the requests that it received. */
export async function startFakeServer(
	context: TestContext,
	respond: (method: string, path: string) => readonly [status: number, body?: unknown],
) {
	const requests: string[] = [];
	const url = await listen(context, (request, response) => {
		const { method = '', url: path = '' } = request;
		requests.push(`${method} ${path}`);
		const [status, body] = respond(method, path);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(body === undefined ? undefined : JSON.stringify(body));
	});
	return { url, requests };
}
