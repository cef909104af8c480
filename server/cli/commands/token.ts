/** `candor token`: lists, creates and revokes operator tokens. */
import { type Command, Option } from 'commander';
import { roles } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { createdToken, removed } from '../api/expectations.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId } from '../options/parsers.ts';
import { table } from '../render/table.ts';
import { timeText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';

export function addToken(program: Command, io: Io): void {
	const token = program
		.command('token')
		.summary('the tokens of operators')
		.description('Lists, creates and revokes the tokens that allow publishing.')
		.addHelpText(
			'after',
			examples('candor token list', 'candor token create "Deploy pipeline"', 'candor token revoke a1b2c3'),
		);
	addList(token, io);
	addCreate(token, io);
	token
		.command('revoke')
		.summary('revoke a token')
		.description('Revokes a token. The server refuses it from now on.')
		.argument('<id>', 'an id from "candor token list"', parseId)
		.addHelpText('after', examples('candor token revoke a1b2c3'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'tokens', id),
				expectation: removed('candor token list'),
				canRepeat: false,
			});
			session.printResult({ id, revoked: true }, () => [`Revoked the token ${quoted(id)}.`]);
		});
}

function addList(token: Command, io: Io): void {
	token
		.command('list')
		.summary('the tokens, without their secrets')
		.description('Lists the tokens. The server does not store their secrets and cannot show them.')
		.addHelpText('after', examples('candor token list'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/tokens', { asOperator: true });
			const tokens = requireObjects(sanitize(result), 'tokens');
			session.printResult(result, () => {
				const rows = tokens.map(({ id, name, createdAt, role }) => {
					const at = Date.parse(String(createdAt));
					const created = Number.isNaN(at) ? '' : `created ${timeText(at, session.style)}`;
					return [oneLine(String(id)), oneLine(String(name)), oneLine(String(role ?? 'admin')), created];
				});
				return rows.length === 0 ? ['No tokens.'] : table(rows, session.style, 1);
			});
		});
}

function addCreate(token: Command, io: Io): void {
	token
		.command('create')
		.summary('create a token')
		.description('Creates a token and prints its secret. The secret is shown only once.')
		.argument('<name>', 'the program that will use it, such as "Deploy pipeline"; not a person')
		.addOption(new Option('--role <role>', 'which commands it may give').choices(roles).default('admin'))
		.addHelpText(
			'after',
			examples('candor token create "Deploy pipeline"', 'candor token create "Wall" --role viewer'),
		)
		.action(async (name: string, { role }: { readonly role: string }, self: Command) => {
			const session = openSession(io, self);
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/tokens',
				// An earlier server knows no roles.
				body: role === 'admin' ? { name } : { name, role },
				expectation: createdToken,
				canRepeat: false,
			});
			session.printResult(written, () => {
				const created = requireObject(sanitize(written));
				return [
					oneLine(String(created.token)),
					'',
					'This is the only time that it is shown. Store it like a password: anyone who has it can publish.',
					`To revoke it: candor token revoke ${oneLine(String(created.id))}`,
				];
			});
		});
}
