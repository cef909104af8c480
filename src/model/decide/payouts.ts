/** Checks what a remedy pays, before it is published. */
import type { CommandOf } from '../commands/command.ts';
import type { PayoutValue } from '../payouts/payout.ts';
import type { RemedyValue } from '../records/remedy.ts';
import type { RemedyBudgetValue } from '../records/remedy-budget.ts';
import { plainText } from '../rich-text.ts';
import { liveRecord, type State } from '../state/state.ts';
import { notice as findNotice } from '../views/notices.ts';
import { checkOrder, hasPassed, invalid } from './context.ts';

type PutRemedy = CommandOf<'put-remedy'>;

/** Throws CandorError `invalid`: an offer without an apology looks like a price for silence. */
export function checkApology({ apology, translations = {} }: PutRemedy): void {
	const empty = [
		['apology', apology] as const,
		...Object.entries(translations).map(
			([tag, words]) => [`translations.${tag}.apology`, words.apology] as const,
		),
	].find(([, text]) => plainText(text).trim() === '');
	if (empty)
		throw invalid(
			empty[0],
			'An offer needs an apology. Say what went wrong for your customers, and that you are sorry.',
		);
}

/** The payout with the period that is measured. Throws CandorError `invalid`. */
export function checkedPayout(
	command: PutRemedy,
	state: State,
	before: RemedyValue | undefined,
	now: string,
): PayoutValue | null {
	const { payout = null, budget = null, offer, expiresAt = null } = command;
	if (before?.payout && before.expiresAt !== null && hasPassed(before.expiresAt, now))
		checkStaysEnded(before, expiresAt, payout);
	if (payout === null) {
		if (budget)
			throw invalid('budget', 'A budget limits what is paid. Give a "payout" too, or leave "budget" out.');
		return null;
	}
	if (expiresAt === null)
		throw invalid(
			'expiresAt',
			'An offer that pays out needs an end: what is stored about claims is erased then.',
		);
	checkUnit(payout, offer.kind);
	if (before?.payout && (before.payout.unit !== payout.unit || before.payout.currency !== payout.currency))
		throw invalid(
			'payout.unit',
			'Claims may have been paid in another unit. Publish another remedy with this one.',
		);
	const unknown = payout.components.findIndex((id) => !liveRecord(state, 'component', id));
	if (unknown >= 0)
		throw invalid(
			`payout.components.${unknown}`,
			`There is no component "${payout.components[unknown]}". List the components to see their ids.`,
		);
	return { ...payout, ...periodOf(command, payout, state) };
}

/** The hashes that recognise a second claim may be erased already. */
function checkStaysEnded(
	before: RemedyValue,
	expiresAt: string | null,
	payout: PutRemedy['payout'] | null,
): void {
	if (!payout || expiresAt === null || Date.parse(expiresAt) > Date.parse(before.expiresAt ?? ''))
		throw invalid(
			'expiresAt',
			'This offer has ended, and what is known about its claims is erased. Publish another one.',
		);
}

function checkUnit({ unit, currency, tiers }: PayoutValue, kind: string): void {
	if ((unit === 'money') !== (currency !== null))
		throw invalid(
			'payout.currency',
			unit === 'money'
				? 'Money needs a currency such as EUR.'
				: `The unit "${unit}" has no currency. Leave it out.`,
		);
	if ((kind === 'loyalty-points') !== (unit === 'points'))
		throw invalid('payout.unit', 'Loyalty points, and they alone, are paid in the unit "points".');
	const tooMuch = tiers.findIndex(({ value }) => unit === 'percent' && Number(value) > 100);
	if (tooMuch >= 0) throw invalid(`payout.tiers.${tooMuch}.value`, 'A share is at most 100 percent.');
}

/** Where minutes decide: the period that is given, or that of the notice. */
function periodOf(
	{ notice }: PutRemedy,
	{ components, from, until, tiers }: PayoutValue,
	state: State,
): Pick<PayoutValue, 'from' | 'until'> {
	if (components.length === 0) {
		const measured = tiers.findIndex(({ minutes }) => minutes > 0);
		if (measured >= 0)
			throw invalid(
				'payout.components',
				'Minutes of impact decide, so name the components that are measured.',
			);
		return { from: null, until: null };
	}
	if (from !== null && until !== null) {
		checkOrder('payout', { from, until }, 'from', 'until');
		return { from, until };
	}
	if (from !== null || until !== null)
		throw invalid('payout.until', 'Give both "from" and "until", or neither for the time of the notice.');
	const about = notice == null ? undefined : findNotice(state, notice)?.value;
	if (!about?.endedAt)
		throw invalid(
			'payout.from',
			about
				? 'The notice is still open, so the minutes are not known yet. Resolve it first, or give "from" and "until".'
				: 'Minutes of impact decide, so give "from" and "until", or name the notice.',
		);
	return { from: about.window?.start ?? about.openedAt, until: about.endedAt };
}

/** Whether two budgets are the same, so that one that is used up stays so. */
export const isSameBudget = (
	a: RemedyBudgetValue | null | undefined,
	b: RemedyBudgetValue | null | undefined,
): boolean => a?.claims === b?.claims && a?.total === b?.total;
