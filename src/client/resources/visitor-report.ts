import type { Environment } from '../environment.ts';
import { withDeadline } from '../http/deadline.ts';

/** What a visitor can report about a notice. */
export type ReportKind = 'affected' | 'works-again' | 'still-broken';

/** `refused`: a server answered and did not accept the report; `unreached`: no server answered. */
export type ReportResult = 'counted' | 'refused' | 'unreached';

const timeoutMs = 10_000;

/**
 * Sends a visitor's report about a notice, without anything about the visitor: no cookies, no
 * referrer, no CORS preflight. The servers are tried in order, each once, until one answers for all
 * of them. Mirrors cannot count.
 *
 * @param source - The addresses of the servers, separated by spaces, as in {@link Feed.source}.
 */
export async function reportNotice(
	environment: Environment,
	source: string,
	notice: string,
	kind: ReportKind,
): Promise<ReportResult> {
	const send = (server: string) =>
		withDeadline(environment, null, timeoutMs, ({ signal }) =>
			environment.fetch(`${server}/v1/reports/notices/${encodeURIComponent(notice)}`, {
				method: 'POST',
				body: JSON.stringify({ says: kind }),
				credentials: 'omit',
				referrerPolicy: 'no-referrer',
				signal,
			}),
		);
	for (const server of source.split(' ')) {
		try {
			const { status } = await send(server);
			// A captive portal answers as well, with a page of its own and another status.
			if (status === 202) return 'counted';
			if (status >= 400 && status < 500) return 'refused';
		} catch {
			// Not reached: the next server is tried.
		}
	}
	return 'unreached';
}
