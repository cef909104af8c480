/**
 * Subscribers from a list of an operator. With a statement that they have consented they are
 * confirmed at once; without one, each mailbox confirms by itself.
 */
import type { Clock } from '../../core/clock.ts';
import type { StoredSubscribers } from './stored-subscribers.ts';
import type { Choice, StoredSubscriber } from './subscriber.ts';
import type { WaitingMails } from './waiting-mails.ts';

/** Mailbox providers distrust a sender who writes to many new addresses at once. */
export const confirmationsPerMinute = 30;
const intervalMs = 60_000 / confirmationsPerMinute;

interface Dependencies {
	readonly subscribers: StoredSubscribers;
	readonly waiting: WaitingMails;
	readonly clock: Clock;
	readonly newId: () => string;
	/** Throws CandorError `full` where there is no room for so many. */
	readonly assertRoom: (count: number) => void;
	readonly onAdded: (count: number) => void;
}

export interface ImportedSubscriber extends Choice {
	readonly address: string;
}

export interface ImportResult {
	/** The places of those that are new, in the list. */
	readonly added: readonly number[];
	/** Of those that have subscribed already, or were asked to confirm. Nothing of them changes. */
	readonly known: readonly number[];
	/** When the last mailbox is asked to confirm, ISO 8601 in UTC; `null`: none is. */
	readonly lastConfirmationAt: string | null;
}

export class SubscriberImport {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** What `add` would do. Changes nothing. */
	async preview(list: readonly ImportedSubscriber[], hasConsent: boolean): Promise<ImportResult> {
		const { subscribers, assertRoom } = this.#dependencies;
		const added: number[] = [];
		const known: number[] = [];
		const listed = new Set<string>();
		for (const [place, { address }] of list.entries()) {
			const found = await subscribers.findByAddress(address);
			const isAgain = listed.has(address.toLowerCase());
			listed.add(address.toLowerCase());
			(isNew(found, hasConsent) && !isAgain ? added : known).push(place);
		}
		assertRoom(added.length);
		const lastConfirmationAt = hasConsent ? null : this.#timeOf(added.length - 1);
		return { added, known, lastConfirmationAt: added.length === 0 ? null : lastConfirmationAt };
	}

	/** The same list again adds nothing. Throws CandorError `full`. */
	async add(list: readonly ImportedSubscriber[], hasConsent: boolean): Promise<ImportResult> {
		const { added: places } = await this.preview(list, hasConsent);
		const added: number[] = [];
		let lastConfirmationAt: string | null = null;
		for (const place of places) {
			const subscriber = list[place] as ImportedSubscriber;
			const at = this.#timeOf(0);
			const isAdded = hasConsent ? await this.#confirm(subscriber) : await this.#ask(subscriber, at);
			if (!isAdded) continue;
			added.push(place);
			if (!hasConsent) lastConfirmationAt = at;
		}
		const isAdded = new Set(added);
		const known = list.map((_, place) => place).filter((place) => !isAdded.has(place));
		this.#dependencies.onAdded(added.length);
		return { added, known, lastConfirmationAt };
	}

	/** When the confirmation after so many others is sent: behind those that wait already. */
	#timeOf(others: number): string {
		const { waiting, clock } = this.#dependencies;
		const last = waiting.lastConfirmation;
		const first = last === null ? clock.now() : Math.max(clock.now(), last + intervalMs);
		return new Date(first + others * intervalMs).toISOString();
	}

	async #confirm({ address, ...choice }: ImportedSubscriber): Promise<boolean> {
		const { clock } = this.#dependencies;
		const at = new Date(clock.now()).toISOString();
		return this.#change(address, true, (before) => ({
			...{ address, ...choice, state: 'confirmed', createdAt: before?.createdAt ?? at, confirmedAt: at },
			...{ refusals: 0, request: null, confirmedRequest: null },
		}));
	}

	/** The 48 hours to confirm begin when the e-mail is sent. */
	async #ask({ address, ...choice }: ImportedSubscriber, at: string): Promise<boolean> {
		const { subscribers, waiting, clock, newId } = this.#dependencies;
		const request = { id: newId(), at, ...choice };
		const createdAt = new Date(clock.now()).toISOString();
		const isAdded = await this.#change(address, false, () => ({
			...{ address, ...choice, state: 'pending', createdAt, confirmedAt: null },
			...{ refusals: 0, request, confirmedRequest: null },
		}));
		if (!isAdded) return false;
		const about = { type: 'confirm', request: request.id } as const;
		const subscriber = await subscribers.idOf(address);
		await waiting.add({ subscriber, about, since: at, failures: 0, notBefore: Date.parse(at) });
		return true;
	}

	/** `false`: the subscriber has become known meanwhile. */
	async #change(
		address: string,
		hasConsent: boolean,
		make: (before: StoredSubscriber | null) => StoredSubscriber,
	): Promise<boolean> {
		const { subscribers } = this.#dependencies;
		let isAdded = false;
		await subscribers.change(await subscribers.idOf(address), (before) => {
			isAdded = isNew(before, hasConsent);
			return isAdded ? make(before) : null;
		});
		return isAdded;
	}
}

/** A statement of consent confirms what waits for the mailbox. It does not bring back who refused. */
const isNew = (found: StoredSubscriber | null, hasConsent: boolean): boolean =>
	found === null || (hasConsent && found.state === 'pending');
