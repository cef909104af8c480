/** `candor page`: the name and the links of the status page. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { subscribeWays } from '../../../src/model/vocabulary.ts';
import type { ApiClient } from '../api/client.ts';
import { storedPage } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObject, unexpectedResponse } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { collect } from '../options/parsers.ts';
import { addDryRunOption } from '../options/write-options.ts';
import { openSession } from '../session.ts';
import { oneLine, sanitize } from '../terminal-text.ts';

interface Subscription {
	readonly by: string;
	/** Empty: remove this way. */
	readonly href: string;
}

interface PageOptions {
	readonly name?: string;
	readonly statusUrl?: string;
	readonly supportUrl?: string;
	readonly subscribe?: readonly Subscription[];
}

/** `email=https://example.com/subscribe`; `email=` removes it. */
function parseSubscription(text: string): Subscription {
	const [, by = '', href = ''] = /^([a-z]+)=(.*)$/.exec(text) ?? [];
	if (subscribeWays.some((way) => way === by)) return { by, href };
	throw new InvalidArgumentError(`Write WAY=URL. The way is one of ${subscribeWays.join(', ')}.`);
}

export function addPage(program: Command, io: Io): void {
	const page = program
		.command('page')
		.summary('the name and the links of the status page')
		.description('Shows the name and the links of the status page.')
		.addHelpText(
			'after',
			examples('candor page', 'candor page set --name "Example Shop" --support-url https://example.com/help'),
		)
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const found = await readPage(session.client);
			if (!found)
				throw new CliError(
					'not-found',
					'The page has no name yet. Set it: candor page set --name "Example Shop".',
				);
			session.printResult(found, () => pageLines(found));
		});
	addSet(page, io);
}

function addSet(page: Command, io: Io): void {
	const set = page
		.command('set')
		.summary('change the name or a link')
		.description('Changes the given fields and keeps the others.')
		.option('--name <name>', 'the name that customers know; required the first time')
		.option('--status-url <url>', 'the full status page; "" removes it')
		.option('--support-url <url>', 'where customers get help; "" removes it')
		.addOption(
			new Option(
				'--subscribe <way=url>',
				`where customers subscribe to updates, repeatable; ways: ${subscribeWays.join(', ')}; "email=" removes that way`,
			).argParser(collect(parseSubscription)),
		);
	addDryRunOption(set)
		.addHelpText(
			'after',
			examples(
				'candor page set --name "Example Shop" --status-url https://status.example.com',
				'candor page set --subscribe email=https://status.example.com/email',
			),
		)
		.action(async ({ name, statusUrl, supportUrl, subscribe = [] }: PageOptions, self: Command) => {
			const session = openSession(io, self);
			const previous = await readPage(session.client);
			if (typeof (name ?? previous?.name) !== 'string')
				throw new CliError('usage', 'The page has no name yet. Set it with --name.');
			const written = await session.client.write({
				method: 'PATCH',
				path: 'v1/page',
				body: {
					...(name !== undefined && { name }),
					...(statusUrl !== undefined && { statusUrl: statusUrl || null }),
					...(supportUrl !== undefined && { supportUrl: supportUrl || null }),
					...(subscribe.length > 0 && {
						subscribe: mergeSubscriptions(subscriptionsOf(previous), subscribe),
					}),
				},
				expectation: storedPage,
				// The other ways to subscribe must not undo a later change by another operator.
				ifMatch: typeof previous?.seq === 'number' ? previous.seq : undefined,
			});
			session.printResult(written, () => ['Changed.', ...pageLines(requireObject(written))]);
		});
}

/** The page, or `null` if it has no name yet. */
async function readPage(client: ApiClient): Promise<JsonObject | null> {
	try {
		const page = requireObject(await client.read('v1/page'));
		if (typeof page.name !== 'string') throw unexpectedResponse('"name" is missing from it');
		return page;
	} catch (error) {
		if (error instanceof CliError && error.code === 'not-found') return null;
		throw error;
	}
}

const subscriptionsOf = (page: JsonObject | null): Subscription[] =>
	(Array.isArray(page?.subscribe) ? page.subscribe.filter(isObject) : []).map(({ by, href }) => ({
		by: String(by),
		href: String(href),
	}));

/** A given way replaces the previous one of the same name. */
const mergeSubscriptions = (
	previous: readonly Subscription[],
	given: readonly Subscription[],
): Subscription[] =>
	[...new Map([...previous, ...given].map(({ by, href }) => [by, href]))]
		.filter(([, href]) => href !== '')
		.map(([by, href]) => ({ by, href }));

const pageLines = (page: JsonObject): string[] => {
	const { name, statusUrl, supportUrl } = sanitize(page);
	const ways = subscriptionsOf(page).map(({ by, href }) => oneLine(`${by} ${href}`));
	const textOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : 'none');
	return [
		`Name:         ${textOf(name)}`,
		`Status page:  ${textOf(statusUrl)}`,
		`Support:      ${textOf(supportUrl)}`,
		`Updates by:   ${ways.join(', ') || 'none'}`,
	];
};
