/**
 * Prints the result of a change to a notice: what customers see now, its id, and the next commands.
 */
import { emptyState, type State } from '../../../src/model/state/state.ts';
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { requireObject } from '../api/response.ts';
import { addNotice, readNoticesAndComponents, requireNotice } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { openNotices } from '../find-notice.ts';
import type { Session } from '../session.ts';
import { warningLines } from './fields.ts';
import { noticeLines } from './notice.ts';
import type { Style } from './style.ts';

/**
 * `done`: what the command did, without a full stop, such as "Published". `notes`: lines for the
 * operator.
 */
export async function printPublished(
	session: Session,
	written: unknown,
	done: string,
	notes: readonly string[] = [],
): Promise<void> {
	const resource = requireObject(written);
	if (session.json) return session.printResult(written, () => []);
	const state = addNotice(await readOtherRecords(session), resource);
	const found = requireNotice(state, resource);
	session.printResult(written, () => [
		`${done}. Customers now see:`,
		'',
		...noticeLines(found, state, session.style),
		'',
		...warningLines(resource, session.style),
		...notes,
		`Notice:  ${found.id}`,
		...nextLines(found, state, session.style),
	]);
}

/**
 * The components' names and the other notices. If they cannot be read, the result shows ids
 * instead.
 */
async function readOtherRecords({ client, printProgress }: Session): Promise<State> {
	try {
		return (await readNoticesAndComponents(client, { which: 'current' })).state;
	} catch (error) {
		if (!(error instanceof CliError)) throw error;
		printProgress(`It is published, but the names of the components could not be read. ${error.message}`);
		return emptyState;
	}
}

function nextLines(found: Notice, state: State, style: Style): string[] {
	const { id, value } = found;
	const open = openNotices(state, style.now);
	const isOnlyOne = open.length === 1 && open[0]?.id === id;
	const reference = isOnlyOne ? '' : `${id} `;
	if (isEnded(value, style.now)) return [`Reopen:  candor reopen ${id} "What has happened"`];
	const promise = value.kind === 'incident' ? ' --next-update 20m' : '';
	return [
		...(value.kind === 'incident' && !value.promise
			? ['No next update is promised. Promise one with --next-update 20m.']
			: []),
		`Update:  candor update ${reference}"What you know now"${promise}`,
		`Resolve: candor resolve ${reference}"What was done"`,
	];
}
