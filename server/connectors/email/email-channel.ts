/** Sends each message of the channels to the subscribers who want it. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { ChannelKind, SendRequest, SendResult } from '../channels/channel-kind.ts';
import type { ChannelMessage } from '../channels/channel-message.ts';
import type { DeliveryProgress } from './delivery-progress.ts';
import type { Letters } from './letters.ts';
import { parallelMails } from './mailer.ts';
import type { RecipientCap } from './recipient-cap.ts';
import type { StoredSubscribers } from './stored-subscribers.ts';
import { type Subscriber, wants } from './subscriber.ts';
import type { WaitingMails } from './waiting-mails.ts';

/** One attempt goes through all subscribers, and another one continues where it stopped. */
const timeoutMs = 3_600_000;

interface Dependencies {
	readonly subscribers: StoredSubscribers;
	readonly progress: DeliveryProgress;
	readonly letters: Letters;
	readonly waiting: WaitingMails;
	readonly cap: RecipientCap;
	readonly clock: Clock;
	readonly reportError: ReportError;
}

export function emailChannel(dependencies: Dependencies): ChannelKind {
	return {
		required: [],
		optional: [],
		signs: false,
		timeoutMs,
		send: (request) => new Mailing(dependencies, request).run(),
	};
}

/** One attempt to send one message. */
class Mailing {
	readonly #dependencies: Dependencies;
	readonly #request: SendRequest;

	constructor(dependencies: Dependencies, request: SendRequest) {
		this.#dependencies = dependencies;
		this.#request = request;
	}

	async run(): Promise<SendResult> {
		const { subscribers, progress, letters, clock } = this.#dependencies;
		const { message, signal } = this.#request;
		if (message.what === 'test') return letters.test(message, signal);
		await progress.forgetOld(clock.now());
		const { after, done, ...stored } = await progress.read(message.id, clock.now());
		if (stored.isComplete) return { type: 'delivered' };
		const isDone = new Set(done);
		let last = after;
		for (;;) {
			const page = await subscribers.page(last);
			if (page.length === 0) break;
			// A hundred thousand who do not want it must not delay the server's other work.
			await setImmediate();
			for (let from = 0; from < page.length; from += parallelMails) {
				if (signal.aborted) return { type: 'failed', reason: 'The server stopped while it sent e-mails.' };
				const group = page.slice(from, from + parallelMails);
				const recipients = group.filter((each) => !isDone.has(each.id) && this.#isFor(each));
				const results = await Promise.all(recipients.map((each) => this.#attempt(each)));
				const failure = results.find((each) => each !== null);
				if (failure) {
					const finished = recipients.filter((_, index) => results[index] === null).map(({ id }) => id);
					const all = [...isDone, ...finished];
					await progress.write(message.id, { ...stored, after: last, done: all, isComplete: false });
					return { type: 'failed', reason: failure };
				}
				last = group.at(-1)?.id ?? last;
				if (recipients.length > 0)
					await progress.write(message.id, { ...stored, after: last, done: [], isComplete: false });
			}
		}
		await progress.write(message.id, { ...stored, after: last, done: [], isComplete: true });
		return { type: 'delivered' };
	}

	/** Who subscribes after something has happened reads it on the page. */
	#isFor({ value }: Subscriber): boolean {
		const { at, notice } = this.#request.message;
		const affected = notice.components.map(({ id }) => id);
		return wants(value, affected) && Date.parse(value.confirmedAt ?? '') <= Date.parse(at);
	}

	/** A disk that is full must not lose count of the others of the group. */
	async #attempt(subscriber: Subscriber): Promise<string | null> {
		try {
			return await this.#send(subscriber);
		} catch (error) {
			this.#dependencies.reportError(error, 'the delivery of an e-mail could not be recorded');
			return 'The server could not record a delivery. Its log has the details.';
		}
	}

	/** The reason why the mail server takes nothing now; `null`: the subscriber is done. */
	async #send({ id, value }: Subscriber): Promise<string | null> {
		const { letters, waiting, cap, clock } = this.#dependencies;
		const { message, inLanguage, channel, signal } = this.#request;
		const now = clock.now();
		const share = cap.share(id, message.what, now);
		if (share === 'skip') return null;
		const queue = async (): Promise<null> => {
			const about = { type: 'message', channel: channel.id, ...eventOf(message) } as const;
			const since = new Date(now).toISOString();
			await waiting.add({ subscriber: id, about, since, failures: 0, notBefore: now });
			return null;
		};
		if (await waiting.hasFor(id)) return queue();
		const own = inLanguage(value.language);
		const delivery = await letters.notice(id, value.address, own, { hadMany: share === 'last', signal });
		if (delivery.result === 'unreachable') return delivery.reason;
		cap.count(id, now);
		return delivery.result === 'accepted' || delivery.result === 'refused' ? null : queue();
	}
}

type Told = Exclude<ChannelMessage['what'], 'test'>;

const eventOf = ({ seq, at, what, notice, update, remedy }: ChannelMessage) => ({
	...{ seq, at, update, remedy, notice: notice.id },
	what: what as Told,
});
