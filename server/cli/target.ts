/** Which notice a command is about, and which of its arguments are words for customers. */

import { id as idSchema } from '../../src/model/records/fields.ts';
import type { State } from '../../src/model/state/commit.ts';
import {
	activeNotices,
	isEnded,
	type Notice,
	notice,
	notices,
	recentNotices,
	upcomingMaintenance,
} from '../../src/model/views/notices.ts';
import { objectIn } from './answer.ts';
import { noticeIn, readNotices, withNotice } from './board.ts';
import { pathTo } from './client.ts';
import { Failure } from './exit.ts';
import { oneLine } from './harmless.ts';
import type { Session } from './session.ts';

export interface NoticeAndMessage {
	/** A notice's id, or how one begins. */
	readonly reference?: string;
	readonly message?: string;
}

/** What "the one that is open" may mean: announced maintenance only counts while nothing has begun. */
export function openNotices(state: State, now: number): Notice[] {
	const active = activeNotices(state, now);
	return active.length > 0 ? active : upcomingMaintenance(state, now);
}

const couldBeId = (text: string): boolean => idSchema.safeParse(text).success;
const dayMs = 86_400_000;

/**
 * Tells `[notice] [message]` apart by one rule: a lone argument that could be an id (lower-case letters, digits and
 * hyphens) is the notice, anything else is the message. So no id is ever published, and no word is taken for an id
 * that does not look like one.
 */
export function noticeAndMessage(
	first: string | undefined,
	second: string | undefined,
	option: string | undefined,
): NoticeAndMessage {
	if (second !== undefined && option !== undefined)
		throw new Failure('usage', 'The message is given twice. Write it in quotes, or after -m.');
	if (first === undefined) return option === undefined ? {} : { message: option };
	if (second === undefined && option === undefined && !couldBeId(first)) return { message: first };
	if (!couldBeId(first))
		throw new Failure(
			'usage',
			`"${oneLine(first)}" cannot be a notice's id. Put the whole message in quotes.`,
		);
	const message = second ?? option;
	return message === undefined ? { reference: first } : { reference: first, message };
}

/** The words of a message; `-` reads them from standard input. */
export async function wordsOf({ io }: Session, message: string | undefined): Promise<string | undefined> {
	if (message === undefined) return undefined;
	const words = (message === '-' ? await io.readStdin() : message).trim();
	if (words === '') throw new Failure('usage', 'The message is empty. Write what customers should know.');
	return words;
}

/** Which notices are meant when none is named. */
export type Default = 'open' | 'just ended';

/** The notice whose id is `reference` or begins with it; left out, the only one that can be meant. */
export async function findTarget(
	session: Session,
	reference: string | undefined,
	otherwise: Default = 'open',
): Promise<Notice> {
	const named = reference !== undefined || otherwise === 'just ended';
	const { state } = await readNotices(session.client, named ? 'all' : 'current');
	if (reference !== undefined) return byReference(session, state, reference);
	const { now } = session.style;
	const open = otherwise === 'open';
	const candidates = open ? openNotices(state, now) : recentNotices(state, now, dayMs);
	const [found, ...others] = candidates;
	const which = open ? 'is open' : 'ended in the last 24 hours';
	if (!found)
		throw new Failure(
			'not-found',
			`No notice ${which}. "candor list --all" shows those there are; name one.`,
		);
	if (others.length === 0) return found;
	const plural = open ? 'are open' : 'ended in the last 24 hours';
	throw new Failure(
		'usage',
		`${candidates.length} notices ${plural}. Say which one:\n${choices(candidates)}`,
	);
}

async function byReference({ client, style }: Session, state: State, reference: string): Promise<Notice> {
	const exact = notice(state, reference);
	const matching = exact ? [exact] : notices(state).filter(({ id }) => id.startsWith(reference));
	const [found, ...others] = matching;
	if (found && others.length > 0) {
		const open = matching.filter(({ value }) => !isEnded(value, style.now));
		const some = open.length > 0 ? open : matching;
		throw new Failure(
			'usage',
			`${matching.length} notices have an id that begins with "${reference}". Write more of it:\n${choices(some)}`,
		);
	}
	if (found) return found;
	if (!couldBeId(reference))
		throw new Failure(
			'usage',
			`"${oneLine(reference)}" cannot be a notice's id. "candor list" shows the ids.`,
		);
	// Older than what was listed, retracted, or not there at all: the server knows which.
	const resource = objectIn(await client.read(pathTo('v1', 'notices', reference)));
	return noticeIn(withNotice(state, resource), resource);
}

const choices = (candidates: readonly Notice[]): string =>
	candidates
		.slice(0, 20)
		.map(({ id, value }) => `  ${id}  ${oneLine(value.title)}`)
		.join('\n');
