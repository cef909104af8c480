/** A channel and its deliveries as the routes show them: without secrets. */
import type { z } from '@hono/zod-openapi';
import type { OutboxState } from '../outbox/outbox.ts';
import type { ChannelSettings } from './channel-kind.ts';
import type { ChannelRunner } from './channel-runner.ts';
import type { StoredDeadLetter } from './dead-letters.ts';
import { redactedAddress } from './outbound-request.ts';
import type { channel, deliveries } from './schemas.ts';
import type { Channel, VersionedChannel } from './stored-channels.ts';
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
	if (!pending) return { commits: 0, seconds: 0, since: null };
	const seconds = Math.max((now - Date.parse(pending.at)) / 1_000, 0);
	return { commits: seq - pending.seq + 1, seconds, since: pending.at };
}

const hidden = '…';

/** A template may hold keys and numbers of phones. */
function redactedSettings(settings: ChannelSettings): ChannelSettings {
	const { url, template, authorization, token, ...shown } = settings;
	return {
		...shown,
		...(url !== undefined && { url: redactedAddress(url) }),
		...(template !== undefined && { template: hidden }),
		...(authorization !== undefined && { authorization: hidden }),
		...(token !== undefined && { token: hidden }),
	};
}

async function wholeLag(runner: ChannelRunner, channel: Channel, present: Present) {
	return { ...lagOf(runner, channel.id, present), messages: await runner.waiting(channel) };
}

/** `deadLetters`: how many there are. */
export async function channelResource(
	stored: VersionedChannel,
	cursor: Cursor | null,
	deadLetters: number,
	runner: ChannelRunner,
	present: Present,
): Promise<z.infer<typeof channel>> {
	const { id, version, value } = stored;
	const { kind, name, language, settings, filter, enabled, disabledBecause, createdAt, secrets } = value;
	return {
		...{ id, version, kind, name, language, filter, enabled, disabledBecause, createdAt },
		settings: redactedSettings(settings),
		secrets: secrets.map((secret) => ({ id: secret.id, createdAt: secret.createdAt })),
		lag: await wholeLag(runner, stored, present),
		...{ failingSince: instantOf(cursor?.failingSince), reason: cursor?.reason ?? null, deadLetters },
	};
}

export async function deliveriesResource(
	stored: Channel,
	cursor: Cursor | null,
	letters: readonly StoredDeadLetter[],
	runner: ChannelRunner,
	present: Present,
): Promise<Omit<z.infer<typeof deliveries>, 'outbox'>> {
	const pending = runner.pending(stored.id);
	const isAtCursor = pending?.seq === cursor?.seq && pending?.part === cursor?.part;
	return {
		lag: await wholeLag(runner, stored, present),
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

/** Not the messages themselves: they name customers. */
export const outboxResource = ({ waiting, deadLetters }: OutboxState) => ({
	waiting,
	deadLetters: deadLetters.map(({ id, type, at, tries, reason, givenUpAt }) => ({
		...{ id, type, at, tries, reason, givenUpAt },
	})),
});
