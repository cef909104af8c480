/** `candor remedy claims` and `candor remedy keys`: what was claimed, and the keys that sign claims. */
import type { Command } from 'commander';
import { csvOf } from '../../core/csv.ts';
import { pathTo } from '../api/client.ts';
import { confirmed, removed } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readText } from '../options/json-file.ts';
import { parseId } from '../options/parsers.ts';
import { table } from '../render/table.ts';
import { openSession, type Session } from '../session.ts';
import { quoted, sanitize, textOf } from '../terminal-text.ts';

const columns = ['id', 'subject', 'value', 'unit', 'currency', 'minutes', 'claimedAt'] as const;

export function addRemedyClaims(remedy: Command, io: Io): void {
	remedy
		.command('claims')
		.summary('what was claimed of a remedy that pays out')
		.description(
			'Lists the claims of a remedy with your references of the customers, until the end of the offer. For publishers.',
		)
		.argument('<id>', 'an id from "candor remedy list"', parseId)
		.option('--csv', 'print them as CSV')
		.addHelpText(
			'after',
			examples('candor remedy claims march-credit', 'candor remedy claims march-credit --csv'),
		)
		.action(async (id: string, { csv }: { readonly csv?: true }, self: Command) => {
			const session = openSession(io, self);
			const { first, claims } = await allClaims(session, id);
			if (csv) {
				const rows = claims.map((claim) =>
					columns.map((name) => (claim[name] === null ? null : String(claim[name]))),
				);
				io.stdout.write(csvOf([[...columns], ...rows]));
				return;
			}
			session.printResult({ ...first, claims, next: null }, () => {
				const { claimed, paid, budget } = requireObject(sanitize(first));
				const { claims: most, total } = requireObject(budget);
				return [
					`Claimed: ${textOf(claimed)}${most === null ? '' : ` of ${textOf(most)}`}`,
					`Paid:    ${textOf(paid)}${total === null ? '' : ` of ${textOf(total)}`}`,
					...table(
						claims.map((claim) =>
							['subject', 'value', 'unit', 'claimedAt'].map((name) =>
								textOf(requireObject(sanitize(claim))[name]),
							),
						),
						session.style,
						1,
					),
				];
			});
		});
	addKeys(remedy, io);
}

async function allClaims(session: Session, id: string) {
	const claims: JsonObject[] = [];
	let first: JsonObject | null = null;
	let cursor: unknown = '';
	while (typeof cursor === 'string') {
		const path = `${pathTo('v1', 'remedies', id, 'claims')}?limit=1000&cursor=${encodeURIComponent(cursor)}`;
		const page = requireObject(await session.client.read(path, { asOperator: true }));
		first ??= page;
		claims.push(...requireObjects(page, 'claims'));
		cursor = page.next;
	}
	return { first: first ?? {}, claims };
}

function addKeys(remedy: Command, io: Io): void {
	const keys = remedy
		.command('keys')
		.summary('the keys with which your server signs claims')
		.description(
			'Lists, adds and removes the keys with which your server signs claims. Secrets are shown once.',
		)
		.addHelpText('after', examples('candor remedy keys list', 'candor remedy keys add'));
	keys
		.command('list')
		.summary('list the keys')
		.description('Lists the keys, without secrets. For publishers.')
		.addHelpText('after', examples('candor remedy keys list'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/claim-keys', { asOperator: true });
			const all = requireObjects(requireObject(sanitize(result)), 'keys');
			session.printResult(result, () =>
				all.length === 0
					? ['No keys. Add one with "candor remedy keys add".']
					: table(
							all.map(({ id, algorithm, createdAt }) => [id, algorithm, createdAt].map(textOf)),
							session.style,
							1,
						),
			);
		});
	keys
		.command('add')
		.summary('add a key')
		.description(
			'Adds a key. Without --public-key the server makes a secret for HS256 and prints it once. The former keys stay valid, so that your server can change over. For admins.',
		)
		.option('--public-key <file>', 'for ES256: your public key as PEM; the private key stays with you')
		.addHelpText(
			'after',
			examples('candor remedy keys add', 'candor remedy keys add --public-key claims.pem'),
		)
		.action(async ({ publicKey }: { readonly publicKey?: string }, self: Command) => {
			const session = openSession(io, self);
			const written = await session.client.write({
				method: 'POST',
				path: 'v1/claim-keys',
				body: publicKey === undefined ? {} : { publicKey: await readText(io, publicKey) },
				expectation: confirmed({}, 'The key is added', 'candor remedy keys list'),
				canRepeat: false,
			});
			session.printResult(written, () => {
				const { id, algorithm, secret } = requireObject(sanitize(written));
				return [
					`Key:    ${textOf(id)} (${textOf(algorithm)})`,
					...(secret === null
						? []
						: [
								`Secret: ${textOf(secret)}`,
								'',
								'This is the only time that it is shown. Give it to your server; never to a page.',
							]),
				];
			});
		});
	keys
		.command('remove')
		.summary('remove a key')
		.description('Removes a key. Tokens that it has signed are refused from now on. For admins.')
		.argument('<key>', 'an id from "candor remedy keys list"', parseId)
		.addHelpText('after', examples('candor remedy keys remove k7mqz2p9ab'))
		.action(async (key: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'claim-keys', key),
				expectation: removed('candor remedy keys list'),
				canRepeat: false,
			});
			session.printResult({ id: key, removed: true }, () => [`Removed the key ${quoted(key)}.`]);
		});
}
