/** The stream of reminders: each comes once to each open console. */

import { sleep } from '../../client/http/sleep.ts';
import { backoffMs, clampRequested } from '../../model/backoff.ts';
import { createEventStreamDecoder } from '../../model/wire/event-stream.ts';
import type { Schema } from '../api/client.ts';
import { serverAddress } from '../api/server.ts';

type Reminder = Schema<'Reminder'>;
type StartReminder = Schema<'StartReminder'>;
type HeldOccurrence = Schema<'HeldOccurrence'>;

/** What is shown, and the screen that it leads to. */
export interface Reminded {
	readonly text: string;
	readonly leadsTo: readonly ['notices' | 'maintenance', string?];
}

const stageTexts = {
	'five-minutes': 'An update is due in 5 minutes',
	'one-minute': 'An update is due in 1 minute',
	late: 'An update is late',
	'one-day': 'Maintenance begins in a day',
	'one-hour': 'Maintenance begins in an hour',
} as const;

/** `null` for any other event. */
function read(name: string, data: string): (Reminded & { readonly seq: number }) | null {
	if (name === 'occurrence') {
		const { seq, title, day, held } = JSON.parse(data) as HeldOccurrence;
		return { seq, text: `Not announced: ${title}, ${day}. ${held}`, leadsTo: ['maintenance'] };
	}
	if (name !== 'reminder' && name !== 'maintenance') return null;
	const { seq, stage, title, notice } = JSON.parse(data) as Reminder | StartReminder;
	return { seq, text: `${stageTexts[stage]}: ${title}`, leadsTo: ['notices', notice] };
}

const maxEventLength = 64_000;
/** A heartbeat comes every 15 seconds. */
const silenceMs = 40_000;

/** Calls `onReminder` for each reminder until `signal` is aborted. Reconnects after every loss. */
export async function followReminders(
	signal: AbortSignal,
	onReminder: (reminder: Reminded) => void,
): Promise<void> {
	let failures = 0;
	let since: number | null = null;
	let retryMs: number | undefined;
	while (!signal.aborted) {
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
			if (!response.ok || !response.body) throw new Error(`${response.status}`);
			failures = 0;
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
			failures += 1;
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', stop);
		}
		await sleep(
			window,
			signal,
			backoffMs(Math.max(failures, 1), Math.random, { retryAfterMs: retryMs }),
			true,
		);
	}
}
