/** `candor sessions`: who is signed in to the console. An admin can end the sessions of each. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { removed } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { pastText, timeText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

export function addSessions(program: Command, io: Io): void {
	const sessions = program
		.command('sessions')
		.summary('who is signed in to the console')
		.description('Lists who is signed in to the console, and ends their sessions. For admins.')
		.addHelpText('after', examples('candor sessions list', 'candor sessions end a1b2c3'));
	addList(sessions, io);
	addEnd(sessions, io);
}

function addList(sessions: Command, io: Io): void {
	sessions
		.command('list')
		.summary('the operators who are signed in')
		.description('Lists the operators who are signed in to the console, the one with the last request first.')
		.addHelpText('after', examples('candor sessions list', 'candor sessions list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/sessions', { asOperator: true });
			const operators = requireObjects(sanitize(result), 'operators');
			session.printResult(result, () =>
				operators.length === 0
					? ['No operator is signed in to the console.']
					: table(
							operators.map((each) => row(each, session.style)),
							session.style,
							1,
						),
			);
		});
}

function row({ operator, sessions, signedInAt, usedAt }: JsonObject, style: Style): readonly string[] {
	const { id, name } = isObject(operator) ? operator : {};
	const count = Number(sessions);
	return [
		textOf(id),
		oneLine(textOf(name ?? id)),
		count === 1 ? '1 session' : `${count} sessions`,
		`signed in ${timeText(textOf(signedInAt), style)}`,
		`last used ${pastText(textOf(usedAt), style)}`,
	];
}

function addEnd(sessions: Command, io: Io): void {
	sessions
		.command('end')
		.summary('sign an operator out everywhere')
		.description(
			'Ends all sessions of an operator in the console, as after the loss of a device. The token stays valid: "candor token revoke" revokes it.',
		)
		.argument('<operator>', 'an id from "candor sessions list"')
		.addHelpText('after', examples('candor sessions end a1b2c3'))
		.action(async (operator: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				...{ method: 'DELETE', path: pathTo('v1', 'sessions', operator), canRepeat: false },
				expectation: removed('candor sessions list'),
			});
			session.printResult({ operator, signedOut: true }, () => [
				`Signed out everywhere: ${quoted(operator)}. The token stays valid.`,
			]);
		});
}
