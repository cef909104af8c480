/**
 * Claims of remedies that pay out: each customer once, within the budget, with the same answer for
 * each repetition. Any number of servers may use one store. After a crash the claims that count are
 * finished at the next start.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { thousandths } from '../../../src/model/payouts/amount.ts';
import { remedies } from '../../../src/model/views/remedies.ts';
import type { RemedyEnd } from '../../../src/model/vocabulary.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { CommandHandler } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { HistoryProjection } from '../../core/projections/history-projection.ts';
import type { ReportError } from '../../core/report-error.ts';
import { type ClaimToken, readClaimToken } from './claim-token.ts';
import {
	assertIsFor,
	budgetOf,
	eligibleTier,
	exceededBudget,
	measuredMinutes,
	type Offer,
	requireOffer,
	usedUpBudget,
} from './offer.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { ReferenceKey } from './reference-key.ts';
import type { StoredClaimKeys } from './stored-claim-keys.ts';
import type { ClaimWithHash, StoredClaim, StoredClaims } from './stored-claims.ts';
import { offerKey, type StoredOffer, type StoredOffers } from './stored-offers.ts';

/** How often claims of other servers that died are finished, and what has ended is erased. */
const sweepMs = 60_000;

interface Dependencies {
	readonly liveState: LiveState;
	readonly commandHandler: CommandHandler;
	readonly history: HistoryProjection;
	readonly keys: StoredClaimKeys;
	readonly offers: StoredOffers;
	readonly claims: StoredClaims;
	readonly referenceKey: ReferenceKey;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly reportError: ReportError;
	/** Stores the message to billing. It may be called again for the same claim. */
	readonly tellBilling: (remedy: string, claim: StoredClaim) => Promise<void>;
}

export interface ClaimResult {
	readonly claim: StoredClaim;
	/** Whether the customer had claimed it before. */
	readonly isRepeated: boolean;
}

export class Claims {
	readonly #dependencies: Dependencies;
	/** Claims of one server need not conflict with each other. */
	readonly #turns = new OneAtATime();
	readonly #stopSweeping: () => void;
	#sweeping: Promise<void>;

	private constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#sweeping = this.#sweep();
		this.#stopSweeping = repeat(dependencies.clock, sweepMs, () => {
			this.#sweeping = this.#sweeping.then(() => this.#sweep());
		});
	}

	/** Finishes the claims that a crash has left open. */
	static async open(dependencies: Dependencies): Promise<Claims> {
		const claims = new Claims(dependencies);
		await claims.#sweeping;
		return claims;
	}

	/** Throws CandorError with the reason for a refusal. Nothing is paid then. */
	async claim(remedy: string, token: string): Promise<ClaimResult> {
		const { clock, keys, liveState } = this.#dependencies;
		const now = clock.now();
		const given = await readClaimToken(token, await keys.usable(), now);
		const offer = requireOffer(liveState.state, remedy, now);
		assertIsFor(given, offer);
		const key = offerKey(offer.id, offer.value.publishedAt);
		return this.#turns.run(key, () => this.#claimOnce(key, offer, given));
	}

	async close(): Promise<void> {
		this.#stopSweeping();
		await this.#sweeping;
		await this.#turns.settled();
	}

	async #claimOnce(key: string, offer: Offer, given: ClaimToken): Promise<ClaimResult> {
		const { offers, claims, referenceKey, liveState, history } = this.#dependencies;
		const hash = referenceKey.hashOf(key, given.sub);
		const minutes = measuredMinutes(offer, history);
		for (;;) {
			// In this order: what leaves `open` after the first read is found by the second.
			const stored = await offers.find(key);
			const done = await claims.find(key, hash);
			if (done) return { claim: done, isRepeated: true };
			const before = stored?.value ?? newOffer(offer);
			const open = before.open.find((each) => each.hash === hash);
			if (open) {
				await this.#finish(key, offer.id, open);
				return { claim: open.claim, isRepeated: true };
			}
			const { value } = eligibleTier(offer, given, minutes);
			const budget = budgetOf(liveState.state, offer.id);
			const exceeded = exceededBudget(budget, before, value);
			if (exceeded) {
				await this.#endIf(usedUpBudget(offer, budget, before), offer);
				throw nothingLeft(offer.id, exceeded);
			}
			const made = { hash, claim: this.#newClaim(offer, given, value, minutes) };
			const after: StoredOffer = {
				...before,
				expiresAt: offer.value.expiresAt,
				claims: before.claims + 1,
				paid: before.paid + thousandths(value),
				open: [...before.open, made],
			};
			if (!(await offers.write(key, after, stored?.version ?? 0))) continue;
			await this.#finish(key, offer.id, made);
			await this.#endIf(usedUpBudget(offer, budget, after), offer);
			return { claim: made.claim, isRepeated: false };
		}
	}

	#newClaim({ value: remedy }: Offer, given: ClaimToken, value: string, minutes: number): StoredClaim {
		const { clock, newId } = this.#dependencies;
		const { unit, currency } = remedy.payout;
		const at = new Date(clock.now()).toISOString();
		return { id: newId(), subject: given.sub, kind: remedy.offer.kind, value, unit, currency, minutes, at };
	}

	/** Each step may be repeated, by any server. */
	async #finish(key: string, remedy: string, made: ClaimWithHash): Promise<void> {
		const { claims, offers, tellBilling } = this.#dependencies;
		await tellBilling(remedy, made.claim);
		await claims.add(key, made);
		await offers.close(key, made.hash);
	}

	/** The claims count whether or not pages can show this at once: the next refused claim tries again. */
	async #endIf(ended: RemedyEnd | null, { id, value: { publishedAt } }: Offer): Promise<void> {
		if (ended === null) return;
		const { commandHandler, reportError } = this.#dependencies;
		const command = { type: 'end-remedy', id, publishedAt, ended } as const;
		try {
			await commandHandler.execute({ command, actor: 'system', source: 'rule' });
		} catch (error) {
			reportError(error, 'pages do not show yet that a remedy is used up', { remedy: id });
		}
	}

	async #sweep(): Promise<void> {
		const { offers, reportError } = this.#dependencies;
		try {
			for (const { key, value } of await offers.all()) {
				for (const open of value.open) await this.#finish(key, value.remedy, open);
				await this.#eraseIfOver(key, value);
			}
		} catch (error) {
			reportError(error, 'claims could not be finished or erased; it is tried again in a minute');
		}
	}

	/** The end may have been moved since the last claim. The offer itself may be gone. */
	async #eraseIfOver(key: string, { remedy, publishedAt, expiresAt }: StoredOffer): Promise<void> {
		const { liveState, clock, claims, offers } = this.#dependencies;
		const value = remedies(liveState.state).find(({ id }) => id === remedy)?.value;
		const current = value?.publishedAt === publishedAt ? (value.expiresAt ?? expiresAt) : expiresAt;
		if (Date.parse(current) > clock.now()) return;
		await claims.removeAll(key);
		await offers.remove(key);
	}
}

const newOffer = ({ id, value: { publishedAt, expiresAt } }: Offer): StoredOffer => ({
	...{ remedy: id, publishedAt, expiresAt, claims: 0, paid: 0, open: [] },
});

const nothingLeft = (id: string, exceeded: RemedyEnd): CandorError =>
	exceeded === 'sold-out'
		? new CandorError(
				'remedy-sold-out',
				`All claims of the remedy "${id}" are made. Its budget has none left.`,
			)
		: new CandorError(
				'remedy-spent',
				`The budget of the remedy "${id}" is spent: this claim would exceed it.`,
			);
