import type { Schema } from '../../api/client.ts';

type Subscriber = Schema<'Subscriber'>;

/** Those whose address has the text; all for an empty one. */
export const foundIn = (subscribers: readonly Subscriber[], text: string): readonly Subscriber[] =>
	subscribers.filter(({ email }) => email.toLowerCase().includes(text.trim().toLowerCase()));
