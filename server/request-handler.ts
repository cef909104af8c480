/** Passes each request to the stream endpoint, to a drill or to the HTTP API. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Drills } from './drills/drills.ts';
import { drillOfPath } from './drills/live-handler.ts';
import type { Api } from './http/context.ts';
import { stripMountPath } from './http/mount.ts';
import { respondInOrder } from './http/pipelining.ts';
import type { StreamService } from './streaming/stream-service.ts';

/** `mountPath`: the mount path without a slash at its end; empty at the root. */
export function requestHandler(
	api: Api,
	{ hub, endpoint }: StreamService,
	mountPath: string,
	drills: Drills | null,
): (request: IncomingMessage, response: ServerResponse) => void {
	const answer = getRequestListener(api.fetch, {
		overrideGlobalObjects: false,
		// HTTP/1.0 has no Host header, and load balancers use it for health checks.
		hostname: 'localhost',
	});
	return (request, response) => {
		const path = stripMountPath(request, mountPath);
		if (hub.has(request.socket)) {
			// A stream never ends its response, so a request after it on the same connection gets none.
			request.socket.destroy();
			return;
		}
		const drill = drills && drillOfPath(path);
		respondInOrder(request, response, () => {
			if (drill && drills.has(drill)) void drills.live(drill).answer(request, response);
			else if (request.method === 'GET' && path === '/v1/stream')
				endpoint.openFromResponse(request, response);
			else void answer(request, response);
		});
	};
}
