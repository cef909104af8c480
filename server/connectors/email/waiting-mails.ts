/**
 * E-mails that the mail server did not take yet for one address: they wait here, on disk, and no
 * other address waits for them. Those for one subscriber stay in order.
 */
import type { Logger } from 'pino';
import { type BackoffLimits, backoffMs } from '../../../src/model/backoff.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { WaitingReading } from '../../core/email-metrics.ts';
import type { Lease } from '../../core/leases/lease.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import { type Delivery, parallelMails } from './mailer.ts';
import { idOfWaiting, kind, readWaiting, type WaitingMail } from './waiting-mail.ts';

/** Mail servers that do not know a sender often take the second attempt after some minutes. */
const attempts: BackoffLimits = { minMs: 30_000, firstMs: 180_000, maxMs: 3_600_000 };
/** An address that takes nothing for so long does not get the e-mail. */
const givenUpAfterMs = 24 * 60 * 60_000;
const mostRejections = 3;
/** For one subscriber. Beyond, the oldest is given up. */
const mostWaiting = 50;
const longestTimerMs = 3_600_000;
/** How soon the server that sends finds the e-mails that others have added, milliseconds. */
const syncMs = 5_000;

interface Dependencies {
	readonly privateStore: PrivateStore;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	/** One of several servers sends what waits. */
	readonly lease: Lease;
	readonly clock: Clock;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	readonly logger: Logger;
	readonly reportError: ReportError;
	/** Sends it once; `null`: there is nothing to send any more. */
	readonly deliver: (mail: WaitingMail, signal: AbortSignal) => Promise<Delivery | null>;
}

interface Waiting {
	readonly id: string;
	readonly mail: WaitingMail;
}

export class WaitingMails {
	readonly #dependencies: Dependencies;
	/** The oldest first, by subscriber. */
	readonly #mails = new Map<string, Waiting[]>();
	/** While the mail server takes nothing, epoch milliseconds. */
	#pausedUntil = 0;
	#outages = 0;
	#cancelTimer: (() => void) | null = null;
	/** When the timer ends, epoch milliseconds. */
	#timerEnd = Number.POSITIVE_INFINITY;
	#lastConfirmation = Number.NEGATIVE_INFINITY;
	#working: Promise<void> | null = null;
	readonly #stopping = new AbortController();
	#isClosed = false;
	#stopSync = (): void => undefined;

	private constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	static async open(dependencies: Dependencies): Promise<WaitingMails> {
		const mails = new WaitingMails(dependencies);
		const { isShared, lease, clock } = dependencies;
		if (!isShared || lease.isHeld) await mails.#read();
		if (isShared) mails.#stopSync = repeat(clock, syncMs, () => mails.#sync());
		if (isShared) lease.subscribe(() => mails.#sync());
		mails.#schedule();
		return mails;
	}

	/** Whether the subscriber has an e-mail that must be sent before another one. */
	async hasFor(subscriber: string): Promise<boolean> {
		return (await this.#waitingFor(subscriber)).length > 0;
	}

	/**
	 * When the first attempt of the last confirmation is or was, epoch milliseconds; `-Infinity`: there
	 * was none since the start.
	 */
	get lastConfirmation(): number {
		return this.#lastConfirmation;
	}

	/** For the metrics. */
	reading(): WaitingReading {
		let count = 0;
		let oldest = Number.POSITIVE_INFINITY;
		for (const mails of this.#mails.values()) {
			count += mails.length;
			for (const { mail } of mails) oldest = Math.min(oldest, Date.parse(mail.since));
		}
		const ageMs = count === 0 ? 0 : this.#dependencies.clock.now() - oldest;
		return { count, oldestSeconds: Math.max(ageMs / 1_000, 0) };
	}

	/** Returns once it is on disk. The same e-mail again changes nothing. */
	async add(mail: WaitingMail): Promise<void> {
		const id = idOfWaiting(mail);
		const { done } = await this.#dependencies.privateStore.put(kind, id, mail, 0);
		if (done && this.#dependencies.lease.isHeld) this.#insert({ id, mail });
		const [oldest, ...others] = await this.#waitingFor(mail.subscriber);
		if (oldest && others.length >= mostWaiting) await this.#remove(oldest, 'too many are waiting');
		// Lists of a hundred thousand are added one by one: most need no other timer.
		if (mail.notBefore < this.#timerEnd) this.#schedule();
	}

	/** Attempts that do not end within two seconds are aborted, and repeated after the next start. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stopSync();
		this.#cancelTimer?.();
		const cancel = this.#dependencies.clock.after(2_000, () => this.#stopping.abort());
		await this.#working;
		cancel();
	}

	/** Those of a subscriber, the oldest first; with several servers, those of all of them. */
	async #waitingFor(subscriber: string): Promise<readonly Waiting[]> {
		const { isShared, privateStore } = this.#dependencies;
		if (!isShared) return this.#mails.get(subscriber) ?? [];
		const prefix = `${subscriber}.`;
		const records = await privateStore.list(kind, { after: prefix, limit: mostWaiting + 1 });
		return records.flatMap(({ id, value }) => {
			const mail = id.startsWith(prefix) ? readWaiting(value) : null;
			return mail ? [{ id, mail }] : [];
		});
	}

	async #read(): Promise<void> {
		const { privateStore, logger } = this.#dependencies;
		const records = await privateStore.list(kind);
		// An attempt writes at its end what is read here.
		if (this.#working) return;
		this.#mails.clear();
		for (const { id, value } of records) {
			const mail = readWaiting(value);
			if (mail) this.#insert({ id, mail });
			else logger.error('a waiting e-mail is damaged and is not sent');
		}
	}

	/** What other servers have added, or have sent until now. */
	#sync(): void {
		if (this.#isClosed || this.#working || !this.#dependencies.lease.isHeld) return;
		this.#read()
			.then(() => this.#schedule())
			.catch((error: unknown) => this.#dependencies.reportError(error, 'waiting e-mails could not be read'));
	}

	#insert(waiting: Waiting): void {
		const { subscriber } = waiting.mail;
		const { about, notBefore } = waiting.mail;
		if (about.type === 'confirm') this.#lastConfirmation = Math.max(this.#lastConfirmation, notBefore);
		const all = [...(this.#mails.get(subscriber) ?? []), waiting];
		this.#mails.set(
			subscriber,
			all.sort((one, other) => (one.id < other.id ? -1 : 1)),
		);
	}

	#schedule(): void {
		if (this.#isClosed || this.#working || !this.#dependencies.lease.isHeld) return;
		this.#cancelTimer?.();
		this.#cancelTimer = null;
		this.#timerEnd = Number.POSITIVE_INFINITY;
		let next = Number.POSITIVE_INFINITY;
		for (const [first] of this.#mails.values())
			next = Math.min(next, first?.mail.notBefore ?? Number.POSITIVE_INFINITY);
		if (next === Number.POSITIVE_INFINITY) return;
		const { clock } = this.#dependencies;
		const waitMs = Math.max(next, this.#pausedUntil) - clock.now();
		const delayMs = Math.min(Math.max(waitMs, 0), longestTimerMs);
		this.#timerEnd = clock.now() + delayMs;
		this.#cancelTimer = clock.after(delayMs, () => {
			this.#working = this.#work().finally(() => {
				this.#working = null;
				this.#schedule();
			});
		});
	}

	async #work(): Promise<void> {
		const { clock, logger, random, reportError } = this.#dependencies;
		if (clock.now() < this.#pausedUntil || !this.#dependencies.lease.isHeld) return;
		const due: Waiting[] = [];
		for (const [first] of this.#mails.values())
			if (first && first.mail.notBefore <= clock.now() && due.length < parallelMails) due.push(first);
		try {
			const results = await Promise.all(due.map((each) => this.#attempt(each)));
			const outage = results.find((each) => each?.result === 'unreachable');
			if (outage && 'reason' in outage && this.#outages === 0) logger.warn(outage.reason);
			this.#outages = outage ? this.#outages + 1 : 0;
		} catch (error) {
			reportError(error, 'the state of a waiting e-mail could not be written');
			this.#outages++;
		}
		if (this.#outages > 0) this.#pausedUntil = clock.now() + backoffMs(this.#outages, random);
	}

	async #attempt(waiting: Waiting): Promise<Delivery | null> {
		const { deliver, clock, random } = this.#dependencies;
		const { mail } = waiting;
		const delivery = await deliver(mail, this.#stopping.signal);
		if (delivery === null || delivery.result === 'accepted' || delivery.result === 'refused')
			await this.#remove(waiting, null);
		else if (delivery.result !== 'unreachable') {
			const failures = mail.failures + 1;
			const isRejected = delivery.result === 'rejected' && failures >= mostRejections;
			if (isRejected || clock.now() - Date.parse(mail.since) >= givenUpAfterMs)
				await this.#remove(waiting, delivery.reason);
			else
				await this.#replace(waiting, {
					...mail,
					failures,
					notBefore: Math.ceil(clock.now() + backoffMs(failures, random, { limits: attempts })),
				});
		}
		return delivery;
	}

	async #replace({ id }: Waiting, mail: WaitingMail): Promise<void> {
		await this.#dependencies.privateStore.put(kind, id, mail);
		const others = (this.#mails.get(mail.subscriber) ?? []).filter((each) => each.id !== id);
		this.#mails.set(mail.subscriber, others);
		this.#insert({ id, mail });
	}

	/** `reason`: why it is given up; `null`: it is done. */
	async #remove({ id, mail }: Waiting, reason: string | null): Promise<void> {
		if (reason !== null) this.#dependencies.logger.warn({ reason }, 'an e-mail is given up');
		await this.#dependencies.privateStore.remove(kind, id);
		const others = (this.#mails.get(mail.subscriber) ?? []).filter((each) => each.id !== id);
		if (others.length > 0) this.#mails.set(mail.subscriber, others);
		else this.#mails.delete(mail.subscriber);
	}
}
