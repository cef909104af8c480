/** The stream of reminders: each comes once to each open console. */

import { sleep } from '../../client/http/sleep.ts';
import { backoffMs, clampRequested, RequestBudget, readRetryAfter } from '../../model/backoff.ts';
import { createEventStreamDecoder } from '../../model/wire/event-stream.ts';
import type { Schema } from '../api/client.ts';
import { serverAddress } from '../api/server.ts';
import { stepNames } from './checklist-steps.ts';

type Reminder = Schema<'Reminder'>;
type StartReminder = Schema<'StartReminder'>;
type HeldOccurrence = Schema<'HeldOccurrence'>;
type DrillReminder = Schema<'DrillReminder'>;
type ChecklistReminder = Schema<'ChecklistReminder'>;

/** What is shown, and the screen that it leads to. */
export interface Reminded {
	readonly text: string;
	readonly leadsTo: readonly ['notices' | 'maintenance' | 'drills', string?];
}

const stageTexts = {
	'five-minutes': 'An update is due in 5 minutes',
	'one-minute': 'An update is due in 1 minute',
	late: 'An update is late',
	'one-day': 'Maintenance begins in a day',
	'one-hour': 'Maintenance begins in an hour',
} as const;

const drillTexts = {
	regular: 'A drill is due',
	critical: 'A drill of what is critical is due',
} as const;

/** `null` for any other event. */
function read(name: string, data: string): (Reminded & { readonly seq: number }) | null {
	if (name === 'occurrence') {
		const { seq, title, day, held } = JSON.parse(data) as HeldOccurrence;
		return { seq, text: `Not announced: ${title}, ${day}. ${held}`, leadsTo: ['maintenance'] };
	}
	if (name === 'drill') {
		const { seq, cadence } = JSON.parse(data) as DrillReminder;
		return { seq, text: drillTexts[cadence], leadsTo: ['drills'] };
	}
	if (name === 'checklist') {
		const { seq, notice, title, steps } = JSON.parse(data) as ChecklistReminder;
		const names = steps.map((step) => stepNames[step]).join(', ');
		return { seq, text: `Due after ${title}: ${names}`, leadsTo: ['notices', notice] };
	}
	if (name !== 'reminder' && name !== 'maintenance') return null;
	const { seq, stage, title, notice } = JSON.parse(data) as Reminder | StartReminder;
	return { seq, text: `${stageTexts[stage]}: ${title}`, leadsTo: ['notices', notice] };
}

const maxEventLength = 64_000;
/** A heartbeat comes every 15 seconds. */
const silenceMs = 40_000;
/** A stream that ends sooner has failed, although the server accepted it. */
const stableAfterMs = 10_000;

/** Calls `onReminder` for each reminder until `signal` is aborted. Reconnects after every loss. */
export async function followReminders(
	signal: AbortSignal,
	onReminder: (reminder: Reminded) => void,
): Promise<void> {
	// Whatever the browser says about its network, a failing server is not asked more often. Where
	// connections are reset, the browser repeats a request by itself on each that it had kept.
	const budget = new RequestBudget(3, 60_000);
	let failures = 0;
	let since: number | null = null;
	/** What the stream asks for after each loss. */
	let retryMs: number | undefined;
	while (!signal.aborted) {
		await sleep(window, signal, budget.availableInMs(1, performance.now()));
		budget.spend(performance.now());
		let refusedForMs: number | undefined;
		let openedAt = Number.POSITIVE_INFINITY;
		const run = new AbortController();
		const stop = (): void => run.abort();
		signal.addEventListener('abort', stop, { once: true });
		let timer = setTimeout(stop, silenceMs);
		try {
			const query = since === null ? '' : `?since=${since}`;
			const response = await fetch(`${serverAddress}/v1/reminders${query}`, {
				signal: run.signal,
				cache: 'no-store',
			});
			// The session has ended: another request of the console shows the sign-in.
			if (response.status === 401 || response.status === 403) return;
			refusedForMs = readRetryAfter(response.headers.get('retry-after'), Date.now());
			if (!response.ok || !response.body) throw new Error(`${response.status}`);
			openedAt = performance.now();
			const events = createEventStreamDecoder((ms) => {
				retryMs = clampRequested(ms);
			}, maxEventLength);
			const decoder = new TextDecoder();
			const reader = response.body.getReader();
			for (;;) {
				const { done, value } = await reader.read();
				if (done) break;
				clearTimeout(timer);
				timer = setTimeout(stop, silenceMs);
				for (const { name, data } of events.read(decoder.decode(value, { stream: true }))) {
					const reminder = read(name, data);
					if (!reminder) continue;
					since = reminder.seq;
					onReminder(reminder);
				}
			}
		} catch {
			// The network or the server failed: the back-off decides when the stream is opened again.
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', stop);
		}
		failures = performance.now() - openedAt >= stableAfterMs ? 1 : failures + 1;
		const waitMs = backoffMs(failures, Math.random, { retryAfterMs: refusedForMs ?? retryMs });
		// A server that asked for time gets it, also when the network is back.
		await sleep(window, signal, waitMs, refusedForMs === undefined);
	}
}
