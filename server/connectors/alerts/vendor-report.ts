/** What the private store keeps of a vendor, and how an answer changes it. */
import { z } from 'zod';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import { retryWaitMs } from '../../core/retry-wait.ts';

const alert = z.object({
	key: z.string(),
	group: z.string(),
	firing: z.boolean(),
	labels: z.record(z.string(), z.string()),
	summary: z.string(),
	at: z.number().nullable(),
});

/** Damaged fields count as missing: the next answer writes them again. */
export const storedVendor = z.object({
	/** The earliest time of the next request, epoch milliseconds. */
	nextAt: z.number().catch(0),
	/** Requests in a row that failed. */
	failures: z.number().catch(0),
	/** Of the last request, for operators. */
	problem: z.string().nullable().catch(null),
	/** The `ETag` of the last answer. */
	tag: z.string().nullable().catch(null),
	/** What the vendor reports. */
	firing: z.array(alert).catch([]),
});
export type StoredVendor = z.output<typeof storedVendor>;

/** A vendor that fails is asked again after one to thirty minutes. */
const limits: BackoffLimits = { minMs: 60_000, firstMs: 120_000, maxMs: 30 * 60_000 };
/** The longest `Retry-After` of a vendor that is followed. */
const longestAskedMs = 6 * 3_600_000;

export interface VendorFailure {
	/** A sentence for operators. */
	readonly problem: string;
	/** `Retry-After`, milliseconds. */
	readonly retryAfterMs?: number | undefined;
}

/** What the vendor reported stays: that it cannot be read does not mean that it works. */
export function withFailure(
	before: StoredVendor,
	{ problem, retryAfterMs }: VendorFailure,
	now: number,
	random: () => number,
): StoredVendor {
	const failures = before.failures + 1;
	const waitMs = retryWaitMs(failures, random, { limits, retryAfterMs, longestAskedMs });
	return { ...before, failures, problem, nextAt: Math.max(before.nextAt, now + waitMs) };
}

/**
 * `alerts`: what fires, and the end of what fired before. An alert whose labels change ends with its
 * former ones first, because another rule may match it now.
 */
export function withReport(
	before: StoredVendor,
	firing: readonly Alert[],
	tag: string | null,
): { readonly alerts: readonly Alert[]; readonly after: StoredVendor } {
	const same = (one: Alert, other: Alert): boolean =>
		one.key === other.key && JSON.stringify(one.labels) === JSON.stringify(other.labels);
	const ended = before.firing
		.filter((former) => !firing.some((each) => same(each, former)))
		.map((former) => ({ ...former, firing: false }));
	return {
		alerts: [...ended, ...firing],
		after: { ...before, failures: 0, problem: null, tag, firing: [...firing] },
	};
}
