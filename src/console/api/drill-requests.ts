import { drillId } from './server.ts';

/**
 * The stream of a drill needs the operator’s session, and the client makes its requests without
 * cookies. In the console of a drill, which talks to its own server alone, all requests have them.
 */
export function sendSessionInDrill(): void {
	if (drillId === null) return;
	const send = globalThis.fetch;
	globalThis.fetch = (input, init) => send(input, { ...init, credentials: 'same-origin' });
}
