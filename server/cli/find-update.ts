/** Finds an update by its id or by the beginning of its id. */

import { plainText } from '../../src/model/rich-text.ts';
import { emptyState, recordsOfKind, type State } from '../../src/model/state/state.ts';
import { type Notice, notice } from '../../src/model/views/notices.ts';
import type { Update } from '../../src/model/views/updates.ts';
import { pathTo } from './api/client.ts';
import { requireObject } from './api/response.ts';
import { addNotice, readNoticesAndComponents } from './api/state.ts';
import { CliError } from './cli-error.ts';
import { findNotice } from './find-notice.ts';
import type { Session } from './session.ts';
import { oneLine, quoted } from './terminal-text.ts';

export interface FoundUpdate {
	readonly notice: Notice;
	readonly update: Update;
	/** The notice, its updates and the components. */
	readonly state: State;
}

/** `noticeReference`: a notice's id or its beginning; default: the newest 100 notices. */
export async function findUpdate(
	session: Session,
	reference: string,
	noticeReference?: string,
): Promise<FoundUpdate> {
	const listed = await readNoticesAndComponents(session.client, { which: 'all' });
	const state =
		noticeReference === undefined ? listed.state : await withNotice(session, listed.state, noticeReference);
	const updates = recordsOfKind(state, 'update') as unknown as readonly Update[];
	const exact = updates.filter(({ id }) => id === reference);
	const matches = exact.length > 0 ? exact : updates.filter(({ id }) => id.startsWith(reference));
	const [update, ...others] = matches;
	if (!update)
		throw new CliError(
			'not-found',
			`No update has an id that begins with ${quoted(reference)}. "candor show" prints the ids; name an older notice with --notice.`,
		);
	if (others.length > 0)
		throw new CliError(
			'usage',
			`${matches.length} updates have an id that begins with ${quoted(reference)}. Write more of it:\n${matches.map(choice).join('\n')}`,
		);
	const found = notice(state, update.value.notice);
	if (!found) throw new CliError('unreachable', 'The server’s response lacks the notice of the update.');
	return { notice: found, update, state };
}

async function withNotice(session: Session, state: State, reference: string): Promise<State> {
	const { id } = await findNotice(session, reference);
	const resource = requireObject(await session.client.read(pathTo('v1', 'notices', id)));
	const components = recordsOfKind(state, 'component');
	return addNotice(components.length > 0 ? state : emptyState, resource);
}

const choice = ({ id, value }: Update): string => `  ${id}  ${oneLine(plainText(value.body)).slice(0, 60)}`;
