/** Follows the reminders of updates, drafts, maintenance and drills, which the server gives to operators only. */
import { backoffMs } from '../../../src/model/backoff.ts';
import { defaultHeartbeatMs, silenceLimitMs } from '../../../src/model/wire/delivery.ts';
import { isObject, type JsonObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import type { Session } from '../session.ts';
import { readChecklistReminder } from './checklist-reminders.ts';
import { readDrillReminder } from './drill-reminders.ts';
import { readEvents } from './event-stream.ts';
import { limits, newBudget, stableAfterMs } from './follow.ts';
import { type MaintenanceReminder, readMaintenance } from './maintenance-reminders.ts';

export interface Reminder {
	readonly seq: number;
	readonly stage: string;
	readonly notice: string;
	readonly title: string;
	readonly drill: boolean;
	readonly nextUpdateBy: string;
}

/** A draft that the server did not publish at its time. */
export interface HeldDraft {
	readonly seq: number;
	readonly draft: string;
	readonly notice: string;
	readonly title: string;
	readonly held: string;
}

interface Follower {
	/** The last commit before the first reminder. */
	readonly after: number;
	/** Called when the server gives reminders to this operator. */
	readonly onAvailable: () => void;
	readonly onReminder: (reminder: Reminder) => void;
	readonly onHeldDraft: (draft: HeldDraft) => void;
	readonly onMaintenance: (reminder: MaintenanceReminder) => void;
}

/**
 * A second connection is made once the first one has lasted so long: a server that fails must not be
 * asked twice. No reminder is lost by that, because the server sends those that were missed.
 */
const startAfterMs = 15_000;

/**
 * Follows them over lost connections, each reminder once, until `signal` aborts. Ends at once
 * without a token, and where the server has no reminders or does not give them to this token.
 */
export async function followReminders(
	{ io, client, settings, printProgress }: Session,
	signal: AbortSignal,
	{ after, onAvailable, onReminder, onHeldDraft, onMaintenance }: Follower,
): Promise<void> {
	if (settings.tokenFrom === null) return;
	await pause(io, startAfterMs, signal);
	const budget = newBudget();
	let cursor = after;
	let failures = 0;
	while (!signal.aborted) {
		let requestedMs: number | undefined;
		let firstEventAt: number | null = null;
		budget.spend(io.monotonicNow());
		try {
			const path = `v1/reminders?since=${cursor}`;
			const onRetryAfter = (ms: number): void => {
				requestedMs = ms;
			};
			const silenceMs = (): number => silenceLimitMs(defaultHeartbeatMs);
			const callbacks = { onOpen: onAvailable, onRetryAfter };
			const options = { io, client, path, asOperator: true, signal, silenceMs, ...callbacks };
			for await (const { name, data } of readEvents(options)) {
				firstEventAt ??= io.monotonicNow();
				const reminder = name === 'reminder' ? readReminder(data) : null;
				const draft = name === 'draft' ? readHeldDraft(data) : null;
				const maintenance =
					readMaintenance(name, readObject(data)) ??
					readDrillReminder(name, readObject(data)) ??
					readChecklistReminder(name, readObject(data));
				const { seq } = reminder ?? draft ?? maintenance ?? { seq: 0 };
				if (seq <= cursor) continue;
				cursor = seq;
				if (reminder) onReminder(reminder);
				if (draft) onHeldDraft(draft);
				if (maintenance) onMaintenance(maintenance);
			}
		} catch (error) {
			if (signal.aborted) return;
			if (error instanceof CliError && error.exit !== 'unreachable') {
				printProgress(`Reminders of promised updates are not available: ${error.message}`);
				return;
			}
		}
		const now = io.monotonicNow();
		const wasStable = firstEventAt !== null && now - firstEventAt >= stableAfterMs;
		failures = wasStable ? 1 : failures + 1;
		const delayMs = Math.max(
			backoffMs(failures, io.random, { limits, retryAfterMs: requestedMs }),
			budget.availableInMs(1, now),
		);
		await io.sleep(delayMs, signal);
	}
}

/** Resolves after `ms`, or when `signal` aborts. */
const pause = (io: Io, ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		if (signal.aborted) resolve();
		for (const each of [io.timeout(ms), signal]) each.addEventListener('abort', () => resolve());
	});

function readObject(data: string): JsonObject | null {
	try {
		const value: unknown = JSON.parse(data);
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
}

/** `null` for an event that is no reminder, such as one of a newer server. */
function readReminder(data: string): Reminder | null {
	const { seq, stage, notice, title, drill, nextUpdateBy } = readObject(data) ?? {};
	const isWhole =
		typeof seq === 'number' &&
		[stage, notice, title].every((text) => typeof text === 'string') &&
		!Number.isNaN(Date.parse(String(nextUpdateBy)));
	return isWhole
		? {
				seq,
				stage: String(stage),
				notice: String(notice),
				title: String(title),
				drill: drill === true,
				nextUpdateBy: String(nextUpdateBy),
			}
		: null;
}

function readHeldDraft(data: string): HeldDraft | null {
	const { seq, draft, notice, title, held } = readObject(data) ?? {};
	if (typeof seq !== 'number' || [draft, notice, title, held].some((text) => typeof text !== 'string'))
		return null;
	return {
		seq,
		...{ draft: String(draft), notice: String(notice) },
		title: String(title),
		held: String(held),
	};
}
