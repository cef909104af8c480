/** A vendor's status page on this machine, with a real socket. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Upstream {
	readonly url: string;
	/** The headers of all requests, the oldest first. */
	readonly requests: readonly Readonly<Record<string, string | string[] | undefined>>[];
	/** Answers each further request. It may also leave it without an answer. */
	answer: (response: ServerResponse, path: string) => void;
}

export async function anUpstream(context: { after(act: () => unknown): void }): Promise<Upstream> {
	const requests: Upstream['requests'][number][] = [];
	const server = createServer((request, response) => {
		requests.push(request.headers);
		upstream.answer(response, request.url ?? '');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const upstream: Upstream = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		answer: (response) => sendJson(response, summary()),
	};
	return upstream;
}

export const sendJson = (response: ServerResponse, document: object, headers: object = {}): void => {
	response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));
};

/** A summary of Statuspage; `status`: of its component. */
export const summary = (status = 'operational', incidents: readonly object[] = []) => ({
	page: { id: 'vendor', name: 'Card vendor', url: 'https://status.vendor.example' },
	components: [{ id: 'api', name: 'API', status, group: false, group_id: null, description: null }],
	incidents,
	scheduled_maintenances: [],
	status: { indicator: 'none', description: 'All Systems Operational' },
});

export const incident = (status = 'investigating') => ({
	...{ id: 'i1', name: 'Payments are failing', status, impact: 'major', shortlink: null },
	...{ created_at: '2030-01-31T00:00:00Z', started_at: '2030-01-31T00:00:00Z', incident_updates: [] },
	components: [{ id: 'api', name: 'API', status: 'major_outage' }],
});
