/** One request to a vendor's status page. */
import { readRetryAfter } from '../../../src/model/backoff.ts';
import type { VendorState } from '../../../src/model/vendor-feeds/vendor-state.ts';
import type { Clock } from '../../core/clock.ts';
import { readAtMost } from '../../core/read-body.ts';
import { version } from '../../core/version.ts';
import type { OutboundGet } from '../channels/outbound-request.ts';
import type { SourceSettings } from './source-kind.ts';
import { feedOf } from './sources/vendor.ts';
import type { VendorFailure } from './vendor-report.ts';

/** `state`: `null`: it has not changed. */
export type VendorAnswer =
	| { readonly state: VendorState | null; readonly tag: string | null }
	| VendorFailure;

/** Never throws. `before`: of the last answer. */
export type ReadVendor = (
	settings: SourceSettings,
	before: { readonly tag: string | null },
	signal: AbortSignal,
) => Promise<VendorAnswer>;

/** In bytes: far above the summary of a page with hundreds of components. */
const maxBytes = 2 * 1024 * 1024;
/** How long a whole answer may take. */
const timeoutMs = 20_000;

interface Dependencies {
	readonly get: OutboundGet;
	readonly clock: Clock;
}

export const vendorReader =
	({ get, clock }: Dependencies): ReadVendor =>
	async (settings, { tag }, closing) => {
		const feed = feedOf(settings);
		const deadline = new AbortController();
		const cancel = clock.after(timeoutMs, () => deadline.abort());
		try {
			const response = await get({
				url: addressOf(settings.page ?? '', feed.path),
				headers: {
					accept: 'application/json',
					'user-agent': `candor/${version}`,
					...(tag !== null && { 'if-none-match': tag }),
				},
				signal: AbortSignal.any([deadline.signal, closing]),
			});
			const { statusCode = 0, headers } = response;
			if (statusCode !== 200) response.destroy();
			if (statusCode === 304) return { state: null, tag };
			if (statusCode !== 200)
				return {
					problem: `The vendor answered with status ${statusCode}.`,
					retryAfterMs: readRetryAfter(headers['retry-after'] ?? null, clock.now()),
				};
			const bytes = await readAtMost(maxBytes, { body: response });
			if (!bytes) return { problem: 'The vendor’s answer is longer than 2 MB.' };
			const state = parsed(() => feed.read(JSON.parse(new TextDecoder().decode(bytes)), clock.now()));
			if (state) return { state, tag: headers.etag ?? null };
			const type = headers['content-type'] ?? 'no content type';
			return {
				problem: `The vendor’s answer (${type}) has another shape. Check the page and its --shape.`,
			};
		} catch (error) {
			if (deadline.signal.aborted) return { problem: 'The vendor did not answer within 20 s.' };
			const { code, message } = error as NodeJS.ErrnoException;
			return { problem: `The vendor cannot be reached (${code ?? message}).` };
		} finally {
			cancel();
		}
	};

/** `null`: it is no JSON, or has another shape. */
function parsed(read: () => VendorState): VendorState | null {
	try {
		return read();
	} catch {
		return null;
	}
}

/** The address of the page, or that of its JSON. */
const addressOf = (page: string, path: string): string =>
	/\.json$|\/summary$/.test(page) ? page : new URL(path, page.endsWith('/') ? page : `${page}/`).href;
