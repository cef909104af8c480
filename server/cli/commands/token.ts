/** `candor token`: who may publish. A token's secret is shown once, when it is made. */
import type { Command } from 'commander';
import { objectIn, objectsIn } from '../answer.ts';
import { pathTo } from '../client.ts';
import { newToken, removed } from '../expected.ts';
import { harmless, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId, quoted } from '../options.ts';
import { table } from '../render/style.ts';
import { timeText } from '../render/time.ts';
import { openSession } from '../session.ts';

export function addToken(program: Command, io: Io): void {
	const token = program
		.command('token')
		.summary('who may publish')
		.description('Makes, lists and revokes the tokens that may publish.')
		.addHelpText(
			'after',
			examples('candor token list', 'candor token create "Deploy pipeline"', 'candor token revoke a1b2c3'),
		);
	token
		.command('list')
		.summary('the tokens, without their secrets')
		.description('Lists the tokens. Their secrets are not kept and cannot be shown.')
		.addHelpText('after', examples('candor token list'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const answer = await session.client.read('v1/tokens', { asOperator: true });
			const tokens = objectsIn(harmless(answer), 'tokens');
			session.answer(answer, () => {
				const rows = tokens.map(({ id, name, createdAt }) => {
					const at = Date.parse(String(createdAt));
					return [
						oneLine(String(id)),
						oneLine(String(name)),
						Number.isNaN(at) ? '' : `made ${timeText(at, session.style)}`,
					];
				});
				return rows.length === 0 ? ['No tokens.'] : table(rows, session.style, 1);
			});
		});
	token
		.command('create')
		.summary('make a token')
		.description('Makes a token and prints its secret, this one time.')
		.argument('<name>', 'what will use it, such as "Deploy pipeline"; not a person')
		.addHelpText('after', examples('candor token create "Deploy pipeline"'))
		.action(async (name: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/tokens',
				body: { name },
				expected: newToken,
				once: true,
			});
			session.answer(written, () => {
				const made = objectIn(harmless(written));
				return [
					oneLine(String(made.token)),
					'',
					'This is the only time it is shown. Keep it where secrets are kept; whoever has it can publish.',
					`Revoke it with: candor token revoke ${oneLine(String(made.id))}`,
				];
			});
		});
	token
		.command('revoke')
		.summary('end a token')
		.description('Ends a token: it can publish nothing from now on.')
		.argument('<id>', 'as "candor token list" shows it', parseId)
		.addHelpText('after', examples('candor token revoke a1b2c3'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'tokens', id),
				expected: removed('candor token list'),
				once: true,
			});
			session.answer({ id, revoked: true }, () => [`Revoked the token ${quoted(id)}.`]);
		});
}
