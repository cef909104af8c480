/** What a write is answered with in words: what customers see now, which notice it was, and what to type next. */
import { emptyState, type State } from '../../../src/model/state/commit.ts';
import { isEnded, type Notice } from '../../../src/model/views/notices.ts';
import { objectIn } from '../answer.ts';
import { noticeIn, readBoard, withNotice } from '../board.ts';
import { Failure } from '../exit.ts';
import type { Session } from '../session.ts';
import { openNotices } from '../target.ts';
import { noticeLines } from './notice.ts';
import type { Style } from './style.ts';

/** Prints the answer of a write to a notice. `deed` says what was done, such as "Published". */
export async function answerPublished(session: Session, written: unknown, deed: string): Promise<void> {
	const resource = objectIn(written);
	if (session.json) return session.answer(written, () => []);
	const state = withNotice(await surroundings(session), resource);
	const found = noticeIn(state, resource);
	session.answer(written, () => [
		`${deed}. Customers now see:`,
		'',
		...noticeLines(found, state, session.style),
		'',
		`Notice:  ${found.id}`,
		...nextLines(found, state, session.style),
	]);
}

/** The names and the other notices around what was written. It is published either way: without them, ids are shown. */
async function surroundings({ client, aside }: Session): Promise<State> {
	try {
		return (await readBoard(client, 'current')).state;
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		aside(`It is published, but the names of components could not be read. ${error.message}`);
		return emptyState;
	}
}

function nextLines(found: Notice, state: State, style: Style): string[] {
	const { id, value } = found;
	const current = openNotices(state, style.now);
	const only = current.length === 1 && current[0]?.id === id;
	const which = only ? '' : `${id} `;
	if (isEnded(value, style.now)) return [`Next:    candor reopen ${id} "What happened again"`];
	return [
		...(value.kind === 'incident' && !value.promise
			? ['No next update is promised. Promise one with --next-update 20m.']
			: []),
		`Next:    candor update ${which}"What you know now"${value.kind === 'incident' ? ' --next-update 20m' : ''}`,
		`At last: candor resolve ${which}"What was done"`,
	];
}
