/** What people may do by themselves: request, confirm and end a subscription. */
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { EmailKey, LinkPurpose } from './email-key.ts';
import type { StoredSubscribers } from './stored-subscribers.ts';
import {
	type Choice,
	isOver,
	mostSubscribers,
	type StoredSubscriber,
	type Subscriber,
} from './subscriber.ts';
import type { SubscriptionLimiter } from './subscription-limiter.ts';
import type { WaitingMails } from './waiting-mails.ts';

const sweepIntervalMs = 3_600_000;

interface Dependencies {
	readonly subscribers: StoredSubscribers;
	readonly key: EmailKey;
	readonly waiting: WaitingMails;
	readonly limiter: SubscriptionLimiter;
	readonly clock: Clock;
	readonly newId: () => string;
	readonly reportError: ReportError;
}

export interface SubscriptionRequest extends Choice {
	readonly address: string;
}

export class Subscriptions {
	readonly #dependencies: Dependencies;
	readonly #stopSweeping: () => void;
	#sweeping: Promise<void>;
	#count = 0;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#sweeping = this.#sweep();
		this.#stopSweeping = repeat(dependencies.clock, sweepIntervalMs, () => {
			this.#sweeping = this.#sweeping.then(() => this.#sweep());
		});
	}

	/**
	 * Sends an e-mail in which the mailbox confirms the request. What happens is the same whether the
	 * address is known or not. `source`: the network address; `null`: not known. Throws CandorError
	 * `too-many`, or `full`.
	 */
	async request({ address, ...choice }: SubscriptionRequest, source: string | null): Promise<void> {
		const { limiter, subscribers, key, waiting, clock, newId } = this.#dependencies;
		const now = clock.now();
		limiter.acquire(source, now);
		this.assertRoom(1);
		// A mailbox that had many of these e-mails gets no more, and the answer does not say so.
		if (!limiter.mayWriteTo(key.hashOf(address), now)) return;
		const id = await subscribers.idOf(address);
		const at = new Date(now).toISOString();
		const request = { id: newId(), at, ...choice };
		await subscribers.change(id, (before) =>
			before
				? { ...before, request }
				: {
						...{ address, ...choice, state: 'pending', createdAt: at, confirmedAt: null },
						...{ refusals: 0, request, confirmedRequest: null },
					},
		);
		this.#count++;
		const about = { type: 'confirm', request: request.id } as const;
		await waiting.add({ subscriber: id, about, since: at, failures: 0, notBefore: now });
	}

	/** Throws CandorError `full` where there is no room for so many subscribers. */
	assertRoom(count: number): void {
		if (this.#count + count > mostSubscribers)
			throw new CandorError('full', 'There are too many subscribers. Tell the operator of this page.');
	}

	/** So many subscribers were added elsewhere. */
	countAdded(count: number): void {
		this.#count += count;
	}

	/** The subscriber whose link this is; `null`: the link is not valid, or no longer. */
	async find(purpose: LinkPurpose, token: string): Promise<Subscriber | null> {
		const { key, subscribers, clock } = this.#dependencies;
		const found = key.read(purpose, token);
		const value = found && (await subscribers.find(found.subscriber));
		if (!found || !value) return null;
		const isValid = purpose === 'unsubscribe' || confirms(value, found.request, clock.now());
		return isValid ? { id: found.subscriber, value } : null;
	}

	/** `false`: the link is not valid, or no longer. A second time changes nothing. */
	async confirm(token: string, components: Choice['components']): Promise<boolean> {
		const { key, subscribers, clock } = this.#dependencies;
		const found = key.read('confirm', token);
		if (!found) return false;
		const now = clock.now();
		const after = await subscribers.change(found.subscriber, (before) => {
			if (!before?.request || before.request.id !== found.request || isOver(before.request, now)) return null;
			const confirmedAt = before.state === 'confirmed' ? before.confirmedAt : new Date(now).toISOString();
			return {
				...before,
				...{ language: before.request.language, components, state: 'confirmed', confirmedAt },
				...{ refusals: 0, request: null, confirmedRequest: found.request },
			};
		});
		return after?.confirmedRequest === found.request;
	}

	/** Erases the subscriber. `false`: the link is not valid; one that was used before is. */
	async end(token: string): Promise<boolean> {
		const { key, subscribers } = this.#dependencies;
		const found = key.read('unsubscribe', token);
		if (!found) return false;
		if (await subscribers.find(found.subscriber)) await subscribers.erase(found.subscriber);
		return true;
	}

	async close(): Promise<void> {
		this.#stopSweeping();
		await this.#sweeping;
	}

	/** Forgets requests that were not confirmed, and the addresses that they were for. */
	async #sweep(): Promise<void> {
		const { subscribers, clock, reportError } = this.#dependencies;
		const now = clock.now();
		let count = 0;
		try {
			for await (const { id, value } of subscribers.all()) {
				const isExpired = value.request !== null && isOver(value.request, now);
				if (isExpired && value.state === 'pending') await subscribers.erase(id);
				else count++;
				if (isExpired && value.state !== 'pending')
					await subscribers.change(id, (before) =>
						before?.request && isOver(before.request, now) ? { ...before, request: null } : null,
					);
			}
			this.#count = count;
		} catch (error) {
			reportError(error, 'unconfirmed requests were not deleted');
		}
	}
}

const confirms = ({ request, confirmedRequest }: StoredSubscriber, id: string, now: number): boolean =>
	confirmedRequest === id || (request?.id === id && !isOver(request, now));
