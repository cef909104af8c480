/**
 * Subscribers from a list of an operator. Those who have consented are confirmed at once, without an
 * e-mail; each of the other mailboxes confirms by itself.
 */
import { setImmediate } from 'node:timers/promises';
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
	/** Whether the person has consented. */
	readonly isConfirmed: boolean;
}

export interface ImportResult {
	/** The places of those that are new, in the list. */
	readonly added: readonly number[];
	/** Of those that have subscribed already, or were asked to confirm. Nothing of them changes. */
	readonly known: readonly number[];
	/** How many of the added get an e-mail to confirm. */
	readonly toConfirm: number;
	/** When the last mailbox is asked to confirm, ISO 8601 in UTC; `null`: none is. */
	readonly lastConfirmationAt: string | null;
}

export class SubscriberImport {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** What `add` would do. Changes nothing. */
	async preview(list: readonly ImportedSubscriber[]): Promise<ImportResult> {
		const { subscribers, assertRoom } = this.#dependencies;
		const added: number[] = [];
		const known: number[] = [];
		const listed = new Set<string>();
		let toConfirm = 0;
		for (const [place, { address, isConfirmed }] of list.entries()) {
			await pause(place);
			const found = await subscribers.findByAddress(address);
			const isAgain = listed.has(address.toLowerCase());
			listed.add(address.toLowerCase());
			const isAdded = isNew(found, isConfirmed) && !isAgain;
			(isAdded ? added : known).push(place);
			if (isAdded && !isConfirmed) toConfirm += 1;
		}
		assertRoom(added.length);
		return {
			added,
			known,
			toConfirm,
			lastConfirmationAt: toConfirm === 0 ? null : this.#timeOf(toConfirm - 1),
		};
	}

	/** The same list again adds nothing. Throws CandorError `full`. */
	async add(list: readonly ImportedSubscriber[]): Promise<ImportResult> {
		const { added: places } = await this.preview(list);
		const added: number[] = [];
		let toConfirm = 0;
		let lastConfirmationAt: string | null = null;
		for (const place of places) {
			await pause(place);
			const subscriber = list[place] as ImportedSubscriber;
			const at = this.#timeOf(0);
			const { isConfirmed } = subscriber;
			const isAdded = isConfirmed ? await this.#confirm(subscriber) : await this.#ask(subscriber, at);
			if (!isAdded) continue;
			added.push(place);
			if (isConfirmed) continue;
			toConfirm += 1;
			lastConfirmationAt = at;
		}
		const isAdded = new Set(added);
		const known = list.map((_, place) => place).filter((place) => !isAdded.has(place));
		this.#dependencies.onAdded(added.length);
		return { added, known, toConfirm, lastConfirmationAt };
	}

	/** When the confirmation after so many others is sent: behind those that wait already. */
	#timeOf(others: number): string {
		const { waiting, clock } = this.#dependencies;
		const first = Math.max(clock.now(), waiting.lastConfirmation + intervalMs);
		return new Date(first + others * intervalMs).toISOString();
	}

	async #confirm({ address, isConfirmed: _, ...choice }: ImportedSubscriber): Promise<boolean> {
		const { clock } = this.#dependencies;
		const at = new Date(clock.now()).toISOString();
		return this.#change(address, true, (before) => ({
			...{ address, ...choice, state: 'confirmed', createdAt: before?.createdAt ?? at, confirmedAt: at },
			...{ refusals: 0, request: null, confirmedRequest: null },
		}));
	}

	/** The 48 hours to confirm begin when the e-mail is sent. */
	async #ask({ address, isConfirmed: _, ...choice }: ImportedSubscriber, at: string): Promise<boolean> {
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
		isConfirmed: boolean,
		make: (before: StoredSubscriber | null) => StoredSubscriber,
	): Promise<boolean> {
		const { subscribers } = this.#dependencies;
		let isAdded = false;
		await subscribers.change(await subscribers.idOf(address), (before) => {
			isAdded = isNew(before, isConfirmed);
			return isAdded ? make(before) : null;
		});
		return isAdded;
	}
}

/** A statement of consent confirms what waits for the mailbox. It does not bring back who refused. */
const isNew = (found: StoredSubscriber | null, isConfirmed: boolean): boolean =>
	found === null || (isConfirmed && found.state === 'pending');

/** The store answers without a pause: other requests get one after some subscribers. */
async function pause(place: number): Promise<void> {
	if (place % 10 === 9) await setImmediate();
}
