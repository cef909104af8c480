/** An e-mail to one subscriber that is sent later. It holds no address and no words. */
import { z } from 'zod';
import { channelEventKinds } from '../channels/channel-events.ts';

/** Of its records in the private store. */
export const kind = 'email-waiting';

const about = z.discriminatedUnion('type', [
	z.object({ type: z.literal('confirm'), request: z.string() }),
	z.object({
		type: z.literal('message'),
		channel: z.string(),
		seq: z.int(),
		at: z.iso.datetime(),
		what: z.enum(channelEventKinds),
		notice: z.string(),
		update: z.string().nullable(),
		remedy: z.string().nullable().default(null),
	}),
]);

const waitingMail = z.object({
	subscriber: z.string(),
	about,
	since: z.iso.datetime(),
	failures: z.int().min(0),
	/** Epoch milliseconds. */
	notBefore: z.number(),
});
export type WaitingMail = z.infer<typeof waitingMail>;

export const readWaiting = (value: unknown): WaitingMail | null => waitingMail.safeParse(value).data ?? null;

const digits = 12;

/** In the order in which the subscriber gets them: a confirmation first, then by commit. */
export function idOfWaiting({
	subscriber,
	about: subject,
}: Pick<WaitingMail, 'subscriber' | 'about'>): string {
	if (subject.type === 'confirm') return `${subscriber}.0.${subject.request}`;
	const { seq, channel, what, update, remedy, notice } = subject;
	return `${subscriber}.1.${String(seq).padStart(digits, '0')}.${channel}.${what}.${update ?? remedy ?? notice}`;
}
