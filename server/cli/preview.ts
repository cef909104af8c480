/** What a command would lead to: decided here, with what the server shows. Nothing is sent. */
import type { Command } from '../../src/model/commands/command.ts';
import { decide } from '../../src/model/decide/decide.ts';
import { merge, type State } from '../../src/model/state/state.ts';
import { notice } from '../../src/model/views/notices.ts';
import { noticeLines, timelineLines } from './render/notice.ts';
import type { Session } from './session.ts';

/** The state after the command. Throws the CandorError with which the server would refuse it. */
function stateAfter(state: State, command: Command, now: number): State {
	let made = 0;
	const changes = decide(command, state, {
		now: new Date(now).toISOString(),
		newId: () => `preview-${++made}`,
	});
	const seq = state.seq + 1;
	return merge(
		state,
		seq,
		changes.map(({ kind, id, value }) => ({ kind, id, value, seq })),
	);
}

/** Prints what customers would see of the notice. */
export function printPreview(session: Session, id: string, state: State, command: Command): void {
	const after = stateAfter(state, command, session.style.now);
	const found = notice(after, id);
	session.printResult({ dryRun: true, command, notice: found ? { id, ...found.value } : null }, () =>
		found
			? [
					'Nothing was sent. Customers would see:',
					'',
					...noticeLines(found, after, session.style),
					'',
					'Updates:',
					...timelineLines(found, after, session.style),
				]
			: ['Nothing was sent. No page would show the notice any more.'],
	);
}
