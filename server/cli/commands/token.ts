/** `candor token`: lists, creates, rotates and revokes operator tokens. */
import { type Command, Option } from 'commander';
import { roles } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { createdToken, removed } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId } from '../options/parsers.ts';
import { parseTime } from '../options/time.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { timeText } from '../render/time.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

interface CreateOptions {
	readonly role: string;
	readonly owner?: string;
	readonly expires?: string;
}

const idHelp = 'an id from "candor token list"';
const expiresOption = (flag: string, help: string): Option => new Option(flag, help).argParser(parseTime);

export function addToken(program: Command, io: Io): void {
	const token = program
		.command('token')
		.summary('the tokens of operators')
		.description('Lists, creates, rotates and revokes the tokens of operators.')
		.addHelpText(
			'after',
			examples('candor token list', 'candor token create "Deploy pipeline"', 'candor token revoke a1b2c3'),
		);
	addList(token, io);
	addCreate(token, io);
	addRotate(token, io);
	addRevoke(token, io);
}

function addList(token: Command, io: Io): void {
	token
		.command('list')
		.summary('the tokens, without their secrets')
		.description(
			'Lists the tokens. The server does not store their secrets and cannot show them. The last use is known to the hour.',
		)
		.addHelpText('after', examples('candor token list'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/tokens', { asOperator: true });
			const tokens = requireObjects(sanitize(result), 'tokens');
			session.printResult(result, () =>
				tokens.length === 0
					? ['No tokens.']
					: table(
							tokens.map((each) => row(each, session.style)),
							session.style,
							1,
						),
			);
		});
}

function row({ id, name, role, owner, ...times }: JsonObject, style: Style): string[] {
	const at = (label: string, time: unknown): string[] => {
		const instant = Date.parse(String(time));
		return Number.isNaN(instant) ? [] : [`${label} ${timeText(instant, style)}`];
	};
	const { createdAt, rotatedAt, expiresAt, lastUsedAt } = times;
	const isExpired = Date.parse(String(expiresAt)) <= style.now;
	const all = [
		...at('created', createdAt),
		...at('rotated', rotatedAt),
		...at(isExpired ? 'EXPIRED' : 'expires', expiresAt),
		...lastUseText(lastUsedAt, style),
	];
	const [of, as] = [typeof owner === 'string' ? ` (${owner})` : '', String(role ?? 'admin')];
	return [textOf(id), oneLine(`${String(name)}${of}`), oneLine(as), all.join(', ')];
}

/** `at`: the start of the hour of the last use. An earlier server does not know it. */
function lastUseText(at: unknown, style: Style): string[] {
	if (at === null) return ['never used'];
	const hour = Date.parse(String(at));
	if (Number.isNaN(hour)) return [];
	return [style.now < hour + 3_600_000 ? 'used this hour' : `last used after ${timeText(hour, style)}`];
}

function addCreate(token: Command, io: Io): void {
	token
		.command('create')
		.summary('create a token')
		.description('Creates a token and prints its secret. The secret is shown only once.')
		.argument('<name>', 'what will use it, such as "Deploy pipeline"')
		.addOption(new Option('--role <role>', 'what it may do').choices(roles).default('admin'))
		.option('--owner <person>', 'who answers for it; the rule of two persons compares owners')
		.addOption(expiresOption('--expires <time>', 'when it stops working: 90d or an instant (default: never)'))
		.addHelpText(
			'after',
			examples(
				'candor token create "Deploy pipeline" --role publisher --expires 90d',
				'candor token create "Laptop" --role publisher --owner "Operator A"',
				'candor token create "Wall" --role viewer',
			),
		)
		.action(async (name: string, { role, owner, expires }: CreateOptions, self: Command) => {
			const session = openSession(io, self);
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/tokens',
				body: {
					name,
					// An earlier server knows no roles.
					...(role !== 'admin' && { role }),
					...(owner !== undefined && { owner }),
					...(expires !== undefined && { expiresAt: expires }),
				},
				expectation: createdToken,
				canRepeat: false,
			});
			printSecret(session, written);
		});
}

function addRotate(token: Command, io: Io): void {
	token
		.command('rotate')
		.summary('replace the secret of a token')
		.description(
			'Gives a token a new secret and prints it once. The former one is refused from now on. The name, the role and the entries in the audit log stay.',
		)
		.argument('<id>', idHelp, parseId)
		.addOption(expiresOption('--expires <time>', 'when it stops working (default: as before)'))
		.addHelpText('after', examples('candor token rotate a1b2c3', 'candor token rotate a1b2c3 --expires 90d'))
		.action(async (id: string, { expires }: Pick<CreateOptions, 'expires'>, self: Command) => {
			const session = openSession(io, self);
			const written = await session.client.write({
				method: 'POST',
				path: pathTo('v1', 'tokens', id, 'rotate'),
				body: expires === undefined ? {} : { expiresAt: expires },
				expectation: { ...createdToken, statement: 'The secret is replaced' },
				canRepeat: false,
			});
			printSecret(session, written);
		});
}

const printSecret = (session: Session, written: unknown): void =>
	session.printResult(written, () => {
		const { token, id } = requireObject(sanitize(written));
		return [
			textOf(token),
			'',
			'This is the only time that it is shown. Store it like a password: it can do all that its role may.',
			`To revoke it: candor token revoke ${textOf(id)}`,
		];
	});

function addRevoke(token: Command, io: Io): void {
	token
		.command('revoke')
		.summary('revoke a token')
		.description('Revokes a token. The server refuses it from now on.')
		.argument('<id>', idHelp, parseId)
		.option('--last-admin', 'also the last token of an admin')
		.addHelpText('after', examples('candor token revoke a1b2c3'))
		.action(async (id: string, { lastAdmin }: { readonly lastAdmin?: true }, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: `${pathTo('v1', 'tokens', id)}${lastAdmin ? '?last-admin=true' : ''}`,
				expectation: removed('candor token list'),
				canRepeat: false,
			});
			session.printResult({ id, revoked: true }, () => [`Revoked the token ${quoted(id)}.`]);
		});
}
