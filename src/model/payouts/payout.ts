/** Which step of a payout a customer reaches. Pure: the history and the claim are inputs. */
import type { Payout, PayoutTier } from '../generated/record-types.ts';
import type { Span } from '../history/spans.ts';

export type PayoutValue = Payout;

const minuteMs = 60_000;

/**
 * The minutes in which at least one of the components was degraded or worse, whole ones. Planned
 * maintenance is no impact.
 *
 * @param statuses - Of each component, in order; times are epoch milliseconds.
 */
export function impactMinutes(statuses: Iterable<readonly Span[]>): number {
	const spans = [...statuses]
		.flat()
		.filter(({ status }) => status !== 'operational' && status !== 'maintenance')
		.sort((a, b) => a.from - b.from);
	let total = 0;
	let reached = Number.NEGATIVE_INFINITY;
	for (const { from, to } of spans) {
		total += Math.max(to - Math.max(from, reached), 0);
		reached = Math.max(reached, to);
	}
	return Math.floor(total / minuteMs);
}

/**
 * Whether a claim shows what a condition asks for. What it does not say counts as no: money needs
 * evidence, unlike a notice.
 */
export const showsAttributes = (
	wanted: Readonly<Record<string, readonly string[]>>,
	given: Readonly<Record<string, string>>,
): boolean =>
	Object.entries(wanted).every(
		([name, values]) => Object.hasOwn(given, name) && values.includes(given[name] as string),
	);

/**
 * The step with the most minutes among those that are reached; of several, the first. `undefined`:
 * the customer reaches none.
 */
export const reachedTier = (
	{ tiers }: PayoutValue,
	minutes: number,
	attributes: Readonly<Record<string, string>>,
): PayoutTier | undefined =>
	tiers
		.filter((tier) => tier.minutes <= minutes && showsAttributes(tier.attributes, attributes))
		.reduce<PayoutTier | undefined>(
			(best, tier) => (best && best.minutes >= tier.minutes ? best : tier),
			undefined,
		);
