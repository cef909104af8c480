/** How available components were in a period, and what a policy gives for it. Pure, in whole milliseconds. */
import type { Span } from '../history/spans.ts';
import { thousandths } from '../payouts/amount.ts';
import { down, lasted, uptimeOf } from '../report/component-time.ts';
import type { CreditPolicy } from './credit-policy.ts';

/** Of one component, or of all of them together. */
export interface MeasuredTime {
	/** How long it existed in the period, in milliseconds. */
	readonly existedMs: number;
	/** How long it had a partial or a major outage, in milliseconds. Maintenance is no outage. */
	readonly downMs: number;
}

export interface ComponentCredit extends MeasuredTime {
	/** `null`: of all of them together. */
	readonly component: string | null;
	/** As in the trust report: 0 to 1, rounded down to hundredths of a percent. `null`: it did not exist. */
	readonly uptime: number | null;
	/** In percent, as the policy writes it. `null`: no step is reached. */
	readonly credit: string | null;
}

type Tier = CreditPolicy['tiers'][number];

/** The time that at least one of the spans covers, in milliseconds. */
function covered(spans: readonly Span[]): number {
	let total = 0;
	let reached = Number.NEGATIVE_INFINITY;
	for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
		total += Math.max(to - Math.max(from, reached), 0);
		reached = Math.max(reached, to);
	}
	return total;
}

/**
 * The step with the lowest `below` that the time did not reach. Compared without rounding: exactly
 * 99.9 % is not below 99.9 %. Exact for periods of up to a year: 10^5 times its milliseconds is less
 * than 2^53.
 */
function tierFor({ existedMs, downMs }: MeasuredTime, tiers: readonly Tier[]): Tier | undefined {
	return tiers
		.filter(({ below }) => (existedMs - downMs) * 100_000 < thousandths(below) * existedMs)
		.sort((a, b) => thousandths(a.below) - thousandths(b.below))[0];
}

/**
 * What each component gives, or all of them together.
 *
 * @param statuses - Of each component of the policy in the period, consecutive and in order, while it
 *   existed. Times are epoch milliseconds.
 */
export function creditsOf(
	{ measure, tiers }: CreditPolicy,
	statuses: readonly (readonly [id: string, spans: readonly Span[]])[],
): ComponentCredit[] {
	const credit = (component: string | null, measured: MeasuredTime): ComponentCredit => ({
		...{ component, ...measured, uptime: uptimeOf(measured) },
		credit: tierFor(measured, tiers)?.credit ?? null,
	});
	if (measure === 'each')
		return statuses.map(([id, spans]) =>
			credit(id, { existedMs: lasted(spans), downMs: lasted(spans.filter(down)) }),
		);
	const all = statuses.flatMap(([, spans]) => spans);
	return [credit(null, { existedMs: covered(all), downMs: covered(all.filter(down)) })];
}

/** The highest credit, which customers receive. `null`: nothing. */
export const highestCredit = (credits: readonly ComponentCredit[]): string | null =>
	credits.flatMap(({ credit }) => credit ?? []).sort((a, b) => thousandths(b) - thousandths(a))[0] ?? null;
