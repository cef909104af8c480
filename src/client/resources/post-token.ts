import type { Environment } from '../environment.ts';
import { withDeadline } from '../http/deadline.ts';

const timeoutMs = 10_000;

/**
 * Sends a token that the host's server has signed, without anything else about the visitor: no
 * cookies, no referrer, no CORS preflight. The token is in the body, so that no log of addresses has
 * it. The servers are tried in order: a token that is sent twice counts once.
 *
 * @param source - The addresses of the servers, separated by spaces, as in {@link Feed.source}.
 * @param path - Below the address of a server, such as `v1/contact-requests`.
 * @param resultOf - `undefined`: the answer is not one of Candor, such as that of a captive portal.
 * @returns `unreached`: no server has answered.
 */
export async function postToken<Result extends string>(
	environment: Environment,
	source: string,
	path: string,
	token: string,
	resultOf: (status: number, body: Readonly<Record<string, unknown>>) => Result | undefined,
): Promise<Result | 'unreached'> {
	for (const server of source.split(' ')) {
		try {
			const result = await withDeadline(environment, null, timeoutMs, async ({ signal }) => {
				const response = await environment.fetch(`${server}/${path}`, {
					method: 'POST',
					body: JSON.stringify({ token }),
					credentials: 'omit',
					referrerPolicy: 'no-referrer',
					signal,
				});
				return resultOf(response.status, Object(await response.json()));
			});
			if (result) return result;
		} catch {
			// Not reached, or no answer of Candor: the next server is tried.
		}
	}
	return 'unreached';
}
