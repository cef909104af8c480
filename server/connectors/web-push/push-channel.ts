/** Sends each message of the channels to the browsers that want it. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { ChannelKind, SendRequest, SendResult } from '../channels/channel-kind.ts';
import { deliveryOf, notificationDocument } from './notification.ts';
import { serviceOf } from './push-endpoint.ts';
import type { Place, PushProgress, StoredPushProgress } from './push-progress.ts';
import { type PushResult, type PushSenderOptions, sendPush } from './push-sender.ts';
import { afterRefusal, type PushSubscriber, wantsPush } from './push-subscriber.ts';
import type { StoredPushSubscribers } from './stored-push-subscribers.ts';

/** One attempt goes through all browsers, and another one continues where it stopped. */
const timeoutMs = 3_600_000;
/** Requests that are under way at the same time. */
export const parallelPushes = 10;

interface Dependencies extends PushSenderOptions {
	readonly subscribers: StoredPushSubscribers;
	readonly progress: StoredPushProgress;
	readonly clock: Clock;
}

export function pushChannel(dependencies: Dependencies): ChannelKind {
	return {
		required: [],
		optional: [],
		signs: false,
		timeoutMs,
		send: (request) => new Pushing(dependencies, request).run(),
	};
}

type Failure = Extract<PushResult, { type: 'failed' }>;

/** One attempt to send one message. */
class Pushing {
	readonly #dependencies: Dependencies;
	readonly #request: SendRequest;
	/** The services that failed in this attempt, by their hosts. */
	readonly #failures = new Map<string, Failure>();
	#before: PushProgress = { at: '', after: '', failed: {}, isComplete: false };
	#failed: Record<string, Place> = {};

	constructor(dependencies: Dependencies, request: SendRequest) {
		this.#dependencies = dependencies;
		this.#request = request;
	}

	async run(): Promise<SendResult> {
		const { progress, clock } = this.#dependencies;
		const { message } = this.#request;
		if (message.what === 'test')
			return { type: 'refused', reason: 'A test would reach every browser, so this channel sends none.' };
		await progress.forgetOld(clock.now());
		this.#before = await progress.read(message.id, clock.now());
		if (this.#before.isComplete) return { type: 'delivered' };
		if (!(await this.#goThrough()))
			return { type: 'failed', reason: 'The server stopped while it sent notifications.' };
		if (this.#failures.size === 0) return { type: 'delivered' };
		const reasons = [...this.#failures].map(([service, { reason }]) => `${service}: ${reason}`);
		const waits = [...this.#failures.values()].map(({ retryAfterMs = 0 }) => retryAfterMs);
		const retryAfterMs = Math.max(...waits) || undefined;
		return { type: 'failed', reason: reasons.join(' ').slice(0, 300), retryAfterMs };
	}

	/** `false`: the server stops. */
	async #goThrough(): Promise<boolean> {
		const { subscribers } = this.#dependencies;
		const { after, failed } = this.#before;
		const [first = after] = [after, ...Object.values(failed).map((place) => place.after)].sort();
		let last = first;
		for (;;) {
			const page = await subscribers.page(last);
			if (page.length === 0) break;
			// A hundred thousand that do not want it must not delay the server's other work.
			await setImmediate();
			for (let from = 0; from < page.length; from += parallelPushes) {
				if (this.#request.signal.aborted) return false;
				const group = page.slice(from, from + parallelPushes);
				const due = group.filter((each) => this.#isDue(each));
				const results = await Promise.all(due.map((each) => this.#send(each)));
				for (const [index, result] of results.entries())
					if (result?.type === 'failed') this.#hold(due[index] as PushSubscriber, last, result);
				for (const [index, result] of results.entries())
					if (result === null) this.#failed[hostOf(due[index])]?.done.push(due[index]?.id ?? '');
				last = group.at(-1)?.id ?? last;
				if (due.length > 0) await this.#write(last, false);
			}
		}
		await this.#write(last, true);
		return true;
	}

	#isDue({ id, value }: PushSubscriber): boolean {
		const { at, notice } = this.#request.message;
		const service = serviceOf(value.endpoint);
		if (this.#failures.has(service)) return false;
		const { after, done } = this.#before.failed[service] ?? { after: this.#before.after, done: [] };
		const affected = notice.components.map((component) => component.id);
		return id > after && !done.includes(id) && wantsPush(value, { affected, at });
	}

	/** What the next attempt does for a service that failed. `last`: all before this group are done. */
	#hold({ value }: PushSubscriber, last: string, failure: Failure): void {
		const service = serviceOf(value.endpoint);
		if (this.#failures.has(service)) return;
		this.#failures.set(service, failure);
		const { after, done } = this.#before.failed[service] ?? { after: this.#before.after, done: [] };
		this.#failed[service] = { after: after > last ? after : last, done: [...done] };
	}

	async #write(last: string, isEnd: boolean): Promise<void> {
		const { message } = this.#request;
		const { at, after, failed } = this.#before;
		const going: Record<string, Place> = {};
		// A service that failed before has come to here, and the others were further already.
		if (!isEnd && last < after)
			for (const [service, place] of Object.entries(failed))
				if (!this.#failures.has(service))
					going[service] = last > place.after ? { after: last, done: place.done } : place;
		await this.#dependencies.progress.write(message.id, {
			...{ at, after: last > after ? last : after, failed: { ...going, ...this.#failed } },
			isComplete: isEnd && this.#failures.size === 0,
		});
	}

	/** `null`: the browser is done. */
	async #send({ id, value }: PushSubscriber): Promise<Failure | null> {
		const { subscribers } = this.#dependencies;
		const { message, inLanguage, request, signal } = this.#request;
		const payload = JSON.stringify(notificationDocument(inLanguage(value.language)));
		const content = { payload, delivery: deliveryOf(message) };
		const result = await sendPush(value, content, this.#dependencies, { request, signal });
		if (result.type === 'failed') return result;
		if (result.type === 'gone') await subscribers.change(id, () => null);
		else if (result.type === 'refused') await subscribers.change(id, afterRefusal);
		else if (value.refusals > 0) await subscribers.change(id, (now) => ({ ...now, refusals: 0 }));
		return null;
	}
}

const hostOf = (subscriber: PushSubscriber | undefined): string =>
	subscriber ? serviceOf(subscriber.value.endpoint) : '';
