/** `candor promises`: when the next updates are due, and how many promises were kept and broken. */
import type { Command } from 'commander';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { timeText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { sanitize, textOf } from '../terminal-text.ts';

export function addPromises(program: Command, io: Io): void {
	program
		.command('promises')
		.summary('when the next updates are due')
		.description(
			'Lists when the next update of each open notice is due, and counts the promises that were kept and broken. Drills are not counted.',
		)
		.addHelpText('after', examples('candor promises', 'candor promises --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/promises', { asOperator: true });
			const { kept, broken, moved } = requireObject(result);
			const list = requireObjects(sanitize(result), 'promises');
			session.printResult(result, () => [
				...(list.length === 0
					? ['No open notice promises an update.']
					: table(
							list.map((each) => promiseRow(each, session.style)),
							session.style,
							1,
						)),
				'',
				`Kept: ${kept} · broken: ${broken} · moved before their time: ${moved}`,
			]);
		});
}

const stateTexts: Readonly<Record<string, string>> = {
	declined: 'none, by choice',
	none: 'none',
};

function promiseRow(
	{ notice, title, drill, state, nextUpdateBy, kept, broken }: JsonObject,
	style: Style,
): readonly string[] {
	const time = typeof nextUpdateBy === 'string' ? timeText(nextUpdateBy, style) : '';
	const due = stateTexts[String(state)] ?? (state === 'overdue' ? `overdue since ${time}` : `due by ${time}`);
	const name = `${drill === true ? 'Drill ' : ''}${textOf(title)}`;
	return [textOf(notice), due, name, `kept ${kept}, broken ${broken}`];
}
