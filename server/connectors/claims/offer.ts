/** An offer that pays out, as the records say now, and what a claim receives from it. */
import { CandorError } from '../../../src/model/errors.ts';
import type { PayoutTier } from '../../../src/model/generated/record-types.ts';
import { thousandths } from '../../../src/model/payouts/amount.ts';
import { impactMinutes, reachedTier, showsAttributes } from '../../../src/model/payouts/payout.ts';
import type { RemedyValue } from '../../../src/model/records/remedy.ts';
import type { RemedyBudgetValue } from '../../../src/model/records/remedy-budget.ts';
import { liveRecord, type State } from '../../../src/model/state/state.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import type { RemedyEnd } from '../../../src/model/vocabulary.ts';
import type { HistoryProjection } from '../../core/projections/history-projection.ts';
import type { ClaimToken } from './claim-token.ts';
import { clockToleranceMs } from './signed-token.ts';
import type { StoredOffer } from './stored-offers.ts';

export interface Offer {
	readonly id: string;
	readonly value: RemedyValue & {
		readonly payout: NonNullable<RemedyValue['payout']>;
		readonly expiresAt: string;
	};
}

/** Throws CandorError `not-found`. */
export function requireRemedy(state: State, id: string): RemedyValue {
	const found = remedies(state).find((each) => each.id === id);
	if (found) return found.value;
	throw new CandorError('not-found', `There is no remedy "${id}". List the remedies to see their ids.`);
}

/** Throws CandorError `not-found`, `claims-closed` or `remedy-expired`. `now`: epoch milliseconds. */
export function requireOffer(state: State, id: string, now: number): Offer {
	const value = requireRemedy(state, id);
	const { payout, expiresAt } = value;
	if (payout === null || expiresAt === null)
		throw new CandorError(
			'claims-closed',
			`The remedy "${id}" pays nothing out here: the host handles its claims. Publish it with a payout.`,
		);
	if (Date.parse(expiresAt) <= now)
		throw new CandorError('remedy-expired', `The remedy "${id}" could be claimed until ${expiresAt}.`);
	return { id, value: { ...value, payout, expiresAt } };
}

/** Throws CandorError `claim-other-remedy` or `claim-token-replayed`. */
export function assertIsFor({ remedy, iat }: ClaimToken, { id, value }: Offer): void {
	if (remedy !== id)
		throw new CandorError(
			'claim-other-remedy',
			`The token is for another remedy than "${id}". Sign one for this remedy.`,
		);
	// A former offer had the same id.
	if (iat * 1_000 + clockToleranceMs < Date.parse(value.publishedAt))
		throw new CandorError(
			'claim-token-replayed',
			'The token was signed for a former offer with this id, before this one was published. Sign another one.',
		);
}

/** The whole minutes of impact in the period of a payout; 0 where nothing is measured. */
export function measuredMinutes({ value: { payout } }: Offer, { statuses }: HistoryProjection): number {
	const { components, from, until } = payout;
	if (from === null || until === null) return 0;
	const spans = [...statuses.statuses(components, Date.parse(from), Date.parse(until))];
	return impactMinutes(spans.map(([, each]) => each));
}

/** Throws CandorError `claim-not-eligible`. */
export function eligibleTier(
	{ id, value: { audience, payout } }: Offer,
	{ attributes }: ClaimToken,
	minutes: number,
): PayoutTier {
	const wanted = audience?.attributes ?? {};
	const tier = showsAttributes(wanted, attributes) ? reachedTier(payout, minutes, attributes) : undefined;
	if (tier) return tier;
	const names = new Set([
		...Object.keys(wanted),
		...payout.tiers.flatMap((each) => Object.keys(each.attributes)),
	]);
	throw new CandorError(
		'claim-not-eligible',
		`This customer receives nothing from the remedy "${id}": ${minutes} minutes of impact were measured${names.size > 0 ? `, and the token must say the right ${[...names].join(', ')} in "attributes"` : ''}.`,
	);
}

export const budgetOf = (state: State, id: string): RemedyBudgetValue =>
	(liveRecord(state, 'remedy-budget', id)?.value as RemedyBudgetValue | undefined) ?? {
		claims: null,
		total: null,
	};

/** Why a budget does not have room for one more claim of this value; `null`: it has. */
export function exceededBudget(
	{ claims, total }: RemedyBudgetValue,
	paid: Pick<StoredOffer, 'claims' | 'paid'>,
	value: string,
): RemedyEnd | null {
	if (claims !== null && paid.claims + 1 > claims) return 'sold-out';
	return total !== null && paid.paid + thousandths(value) > thousandths(total) ? 'spent' : null;
}

/** Why no claim has room any more, whatever its value; `null`: one may have. */
export function usedUpBudget(
	{ value: { payout } }: Offer,
	budget: RemedyBudgetValue,
	paid: Pick<StoredOffer, 'claims' | 'paid'>,
): RemedyEnd | null {
	const [least = '0'] = payout.tiers
		.map(({ value }) => value)
		.sort((a, b) => thousandths(a) - thousandths(b));
	return exceededBudget(budget, paid, least);
}
