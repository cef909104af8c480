/** A channel and its deliveries as the routes show them: without secrets. */
import type { z } from '@hono/zod-openapi';
import type { ChannelRunner } from './channel-runner.ts';
import type { StoredDeadLetter } from './dead-letters.ts';
import { redactedAddress } from './outbound-request.ts';
import type { channel, deliveries } from './schemas.ts';
import type { Channel } from './stored-channels.ts';
import type { Cursor } from './stored-cursors.ts';

/** The state of the server when the resource is made. */
export interface Present {
	/** The newest commit. */
	readonly seq: number;
	/** Epoch milliseconds. */
	readonly now: number;
}

const instantOf = (at: number | null | undefined): string | null =>
	at === null || at === undefined ? null : new Date(at).toISOString();

/** How far the oldest message that a channel has not delivered is behind. */
export function lagOf(runner: ChannelRunner, id: string, { seq, now }: Present) {
	const pending = runner.pending(id);
	if (!pending) return { commits: 0, seconds: 0 };
	const seconds = Math.max((now - Date.parse(pending.at)) / 1_000, 0);
	return { commits: seq - pending.seq + 1, seconds };
}

/** `deadLetters`: how many there are. */
export function channelResource(
	{ id, value }: Channel,
	cursor: Cursor | null,
	deadLetters: number,
	runner: ChannelRunner,
	present: Present,
): z.infer<typeof channel> {
	const { kind, name, language, settings, filter, enabled, disabledBecause, createdAt, secrets } = value;
	return {
		...{ id, kind, name, language, filter, enabled, disabledBecause, createdAt },
		settings: settings.url === undefined ? {} : { url: redactedAddress(settings.url) },
		secrets: secrets.map((secret) => ({ id: secret.id, createdAt: secret.createdAt })),
		lag: lagOf(runner, id, present),
		...{ failingSince: instantOf(cursor?.failingSince), reason: cursor?.reason ?? null, deadLetters },
	};
}

export function deliveriesResource(
	id: string,
	cursor: Cursor | null,
	letters: readonly StoredDeadLetter[],
	runner: ChannelRunner,
	present: Present,
): z.infer<typeof deliveries> {
	const pending = runner.pending(id);
	const isAtCursor = pending?.seq === cursor?.seq && pending?.part === cursor?.part;
	return {
		lag: lagOf(runner, id, present),
		pending: pending && {
			...{ seq: pending.seq, at: pending.at, what: pending.what, notice: pending.notice },
			tries: isAtCursor ? (cursor?.tries ?? 0) : 0,
		},
		deliveredAt: instantOf(cursor?.deliveredAt),
		failingSince: instantOf(cursor?.failingSince),
		retryAt: instantOf(cursor?.retryAt),
		reason: cursor?.reason ?? null,
		deadLetters: letters.map(({ id: letter, event, message, tries, reason, at }) => ({
			...{ id: letter, message, tries, reason, givenUpAt: at },
			...{ seq: event.seq, at: event.at, what: event.what, notice: event.notice },
		})),
	};
}
