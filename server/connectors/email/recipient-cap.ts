/**
 * Limits how many e-mails one subscriber gets in an hour. What opens, ends or corrects is never left
 * out.
 */
import { KeyedTokenBuckets } from '../../core/token-bucket.ts';
import type { ChannelMessage } from '../channels/channel-message.ts';
import { mostSubscribers } from './subscriber.ts';

const hourMs = 3_600_000;
const always: readonly ChannelMessage['what'][] = ['opened', 'ended', 'reopened', 'retracted', 'restored'];

export class RecipientCap {
	readonly #buckets: KeyedTokenBuckets;

	constructor(perHour: number) {
		this.#buckets = new KeyedTokenBuckets(
			{ capacity: perHour, tokensPerMs: perHour / hourMs },
			mostSubscribers,
		);
	}

	/**
	 * Whether an e-mail may be sent. `last`: say in it that the next ones may be left out. `now`: epoch
	 * milliseconds, here and below.
	 */
	share(subscriber: string, what: ChannelMessage['what'], now: number): 'send' | 'last' | 'skip' {
		const available = this.#buckets.available(subscriber, now);
		if (available > 1) return 'send';
		return available === 1 || always.includes(what) ? 'last' : 'skip';
	}

	/** Counts an e-mail that was sent. Attempts that failed do not count. */
	count(subscriber: string, now: number): void {
		this.#buckets.tryTake(subscriber, now);
	}
}
