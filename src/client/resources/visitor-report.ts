import type { Environment } from '../environment.ts';

/** What a reader can say of a notice. */
export type Says = 'affected' | 'works-again' | 'still-broken';

/** `refused`: a server answered and did not take it; `unreached`: none answered. */
export type ReportResult = 'counted' | 'refused' | 'unreached';

/** A server that says nothing for so long is not waited for, milliseconds. */
const patienceMs = 10_000;

/**
 * Tells the status servers what a reader says of a notice, and nothing about the reader: no cookies, no referrer, no
 * preflight. They are asked in their order until one answers for all of them; a static copy could count nothing.
 *
 * @param source - The addresses of the servers, with spaces between, as {@link Feed.source} has them.
 */
export async function reportNotice(
	environment: Pick<Environment, 'fetch' | 'setTimeout' | 'clearTimeout'>,
	source: string,
	notice: string,
	says: Says,
): Promise<ReportResult> {
	for (const server of source.split(' ')) {
		const life = new AbortController();
		const timer = environment.setTimeout(() => life.abort(), patienceMs);
		try {
			const { status } = await environment.fetch(
				`${server}/v1/reports/notices/${encodeURIComponent(notice)}`,
				{
					method: 'POST',
					body: JSON.stringify({ says }),
					credentials: 'omit',
					referrerPolicy: 'no-referrer',
					signal: life.signal,
				},
			);
			// A captive portal answers too, with a page of its own and another status.
			if (status === 202) return 'counted';
			if (status >= 400 && status < 500) return 'refused';
		} catch {
			// Not reached: the next one.
		} finally {
			environment.clearTimeout(timer);
		}
	}
	return 'unreached';
}
