import type { Environment } from '../environment.ts';
import { withDeadline } from '../http/deadline.ts';

/**
 * `sold-out`, `spent`, `expired`: nothing is left of the offer. `refused`: a server answered and did
 * not accept the claim; `unreached`: no server answered.
 */
export type ClaimResult = 'claimed' | 'sold-out' | 'spent' | 'expired' | 'refused' | 'unreached';

const timeoutMs = 10_000;

/**
 * Sends a claim that the host's server has signed, without anything else about the visitor: no
 * cookies, no referrer, no CORS preflight. The token is in the body, so that no log of addresses has
 * it. The servers are tried in order: a claim that is sent twice counts once.
 *
 * @param source - The addresses of the servers, separated by spaces, as in {@link Feed.source}.
 */
export async function claimRemedy(
	environment: Environment,
	source: string,
	remedy: string,
	token: string,
): Promise<ClaimResult> {
	for (const server of source.split(' ')) {
		try {
			const result = await withDeadline(environment, null, timeoutMs, async ({ signal }) => {
				const response = await environment.fetch(
					`${server}/v1/remedies/${encodeURIComponent(remedy)}/claims`,
					{
						method: 'POST',
						body: JSON.stringify({ token }),
						credentials: 'omit',
						referrerPolicy: 'no-referrer',
						signal,
					},
				);
				return resultOf(response.status, Object(await response.json()), remedy);
			});
			if (result) return result;
		} catch {
			// Not reached, or no answer of Candor: the next server is tried.
		}
	}
	return 'unreached';
}

/** `undefined`: the answer is not one of Candor, such as that of a captive portal. */
function resultOf(
	status: number,
	{ remedy: claimed, code }: { readonly remedy?: unknown; readonly code?: unknown },
	remedy: string,
): ClaimResult | undefined {
	if (status < 300 && claimed === remedy) return 'claimed';
	if (status < 400 || status >= 500) return undefined;
	const end = /^remedy-(sold-out|spent|expired)$/.exec(String(code))?.[1];
	return (end as ClaimResult | undefined) ?? 'refused';
}
