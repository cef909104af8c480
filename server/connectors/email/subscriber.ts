/** A subscriber as the private store holds it. Nothing of it is ever in the log. */
import { z } from 'zod';
import { type Language, languages } from '../../site/words/words.ts';

/** A request that is not confirmed is forgotten after so long. */
export const confirmWithinMs = 48 * 60 * 60_000;
/** Confirmed or not. */
export const mostSubscribers = 100_000;
/** So many e-mails in a row that the address refuses for good end the deliveries to it. */
const mostRefusals = 3;

export const languageName = z.enum(languages as readonly [Language, ...Language[]]);
/** The ids of the chosen components; `null`: all. */
export const chosenComponents = z.array(z.string().min(1).max(80)).min(1).max(200).nullable();

const choice = { language: languageName, components: chosenComponents };

export const storedSubscriber = z.object({
	address: z.string(),
	...choice,
	/** `pending`: only requested. `undeliverable`: the address refuses e-mails for good. */
	state: z.enum(['pending', 'confirmed', 'undeliverable']),
	createdAt: z.iso.datetime(),
	confirmedAt: z.iso.datetime().nullable(),
	/** How many e-mails in a row the address has refused for good. */
	refusals: z.int().min(0),
	/**
	 * What was requested for this address and not confirmed yet: the subscription itself, or another
	 * choice. Anyone may request it; only the mailbox can confirm it.
	 */
	request: z.object({ id: z.string(), at: z.iso.datetime(), ...choice }).nullable(),
	/** The request that was confirmed last: its link may be followed twice. */
	confirmedRequest: z.string().nullable(),
});
export type StoredSubscriber = z.infer<typeof storedSubscriber>;

export interface Subscriber {
	readonly id: string;
	readonly value: StoredSubscriber;
}

export type Choice = Pick<StoredSubscriber, 'language' | 'components'>;
export type SubscriberRequest = NonNullable<StoredSubscriber['request']>;

export const isOver = ({ at }: SubscriberRequest, now: number): boolean =>
	Date.parse(at) + confirmWithinMs <= now;

/** Whether the subscriber gets messages about one of these components; without any, about the page. */
export const wants = ({ state, components }: StoredSubscriber, affected: readonly string[]): boolean =>
	state === 'confirmed' &&
	(components === null || affected.length === 0 || affected.some((each) => components.includes(each)));

/** After an e-mail that the address took, or refused for good. */
export function afterDelivery(subscriber: StoredSubscriber, wasRefused: boolean): StoredSubscriber {
	const refusals = wasRefused ? subscriber.refusals + 1 : 0;
	return { ...subscriber, refusals, ...(refusals >= mostRefusals && { state: 'undeliverable' as const }) };
}
