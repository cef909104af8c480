/**
 * Finds the notice that a command is about: by its id, by the beginning of its id, or the only open
 * one.
 */
import { isId } from '../../src/model/ids.ts';
import { emptyState, type State } from '../../src/model/state/state.ts';
import {
	activeNotices,
	isEnded,
	type Notice,
	notice,
	notices,
	recentNotices,
	upcomingMaintenance,
} from '../../src/model/views/notices.ts';
import { type ApiClient, pathTo } from './api/client.ts';
import { requireObject } from './api/response.ts';
import { addNotice, readNotices, requireNotice } from './api/state.ts';
import { CliError } from './cli-error.ts';
import type { Session } from './session.ts';
import { oneLine } from './terminal-text.ts';

const dayMs = 86_400_000;

/** The open notices; if there are none, the announced maintenance. */
export function openNotices(state: State, now: number): Notice[] {
	const active = activeNotices(state, now);
	return active.length > 0 ? active : upcomingMaintenance(state, now);
}

export const canBeId = isId;

export const invalidIdError = (text: string, advice: string): CliError =>
	new CliError('usage', `"${oneLine(text)}" cannot be a notice's id. ${advice}`);

/**
 * The notice whose id is `reference` or begins with it. Without a reference: the only notice that
 * is open, or the only one that ended in the last 24 hours. Throws a CliError that lists the
 * candidates if there are several.
 */
export async function findNotice(
	session: Session,
	reference: string | undefined,
	fallback: 'open' | 'recently-ended' = 'open',
): Promise<Notice> {
	const needsAll = reference !== undefined || fallback === 'recently-ended';
	const { state } = await readNotices(session.client, { which: needsAll ? 'all' : 'current' });
	if (reference !== undefined) return findByReference(session, state, reference);
	const { now } = session.style;
	const isOpenWanted = fallback === 'open';
	const candidates = isOpenWanted ? openNotices(state, now) : recentNotices(state, now, dayMs);
	const [found, ...others] = candidates;
	if (found && others.length === 0) return found;
	const ended = 'ended in the last 24 hours';
	if (!found)
		throw new CliError(
			'not-found',
			`No notice ${isOpenWanted ? 'is open' : ended}. Name one; "candor list --all" shows all of them.`,
		);
	throw new CliError(
		'usage',
		`${candidates.length} notices ${isOpenWanted ? 'are open' : ended}. Name one of them:\n${listChoices(candidates)}`,
	);
}

async function findByReference({ client, style }: Session, state: State, reference: string): Promise<Notice> {
	// An exact id always wins, also one that the list does not have: it has the newest 100 only.
	const exact = notice(state, reference) ?? (await readExact(client, reference));
	const matches = exact ? [exact] : notices(state).filter(({ id }) => id.startsWith(reference));
	const [found, ...others] = matches;
	if (found && others.length > 0) {
		const open = matches.filter(({ value }) => !isEnded(value, style.now));
		const choices = listChoices(open.length > 0 ? open : matches);
		throw new CliError(
			'usage',
			`${matches.length} notices have an id that begins with "${reference}". Write more of it:\n${choices}`,
		);
	}
	if (found) return found;
	if (!canBeId(reference)) throw invalidIdError(reference, '"candor list" shows the ids.');
	throw new CliError('not-found', `There is no notice "${reference}". "candor list --all" shows the ids.`);
}

/**
 * The notice with exactly this id; `null` if there is none. Throws a CliError if it was retracted.
 */
async function readExact(client: ApiClient, id: string): Promise<Notice | null> {
	if (!canBeId(id)) return null;
	try {
		const resource = requireObject(await client.read(pathTo('v1', 'notices', id)));
		return requireNotice(addNotice(emptyState, resource), resource);
	} catch (error) {
		if (error instanceof CliError && error.code === 'not-found') return null;
		throw error;
	}
}

const listChoices = (candidates: readonly Notice[]): string =>
	candidates
		.slice(0, 20)
		.map(({ id, value }) => `  ${id}  ${oneLine(value.title)}`)
		.join('\n');
