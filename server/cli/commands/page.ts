/** `candor page`: what the status page is called, and where its links lead. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { subscribeWays } from '../../../src/model/vocabulary.ts';
import { isJson, type Json, notCandor, objectIn } from '../answer.ts';
import type { Client } from '../client.ts';
import { Failure } from '../exit.ts';
import { storedPage } from '../expected.ts';
import { harmless, oneLine } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { collect } from '../options.ts';
import { openSession } from '../session.ts';

interface Subscription {
	readonly by: string;
	/** Empty where it is taken away. */
	readonly href: string;
}

interface PageOptions {
	readonly name?: string;
	readonly statusUrl?: string;
	readonly supportUrl?: string;
	readonly subscribe?: readonly Subscription[];
}

/** `email=https://example.com/subscribe`; `email=` takes it away. */
function parseSubscription(text: string): Subscription {
	const [, by = '', href = ''] = /^([a-z]+)=(.*)$/.exec(text) ?? [];
	if (subscribeWays.some((way) => way === by)) return { by, href };
	throw new InvalidArgumentError(`Write WAY=URL, where the way is one of ${subscribeWays.join(', ')}.`);
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
				throw new Failure(
					'not-found',
					'The page has no name yet. Give it one: candor page set --name "Example Shop".',
				);
			session.answer(found, () => pageLines(found));
		});
	page
		.command('set')
		.summary('change the name or a link')
		.description('Changes what is given and keeps the rest.')
		.option('--name <name>', 'what customers know the product by; needed the first time')
		.option('--status-url <url>', 'where the full status page is; "" takes it away')
		.option('--support-url <url>', 'where customers get help; "" takes it away')
		.addOption(
			new Option(
				'--subscribe <way=url>',
				`where customers subscribe to updates, repeatable; ways: ${subscribeWays.join(', ')}; "email=" takes that one away`,
			).argParser(collect(parseSubscription)),
		)
		.addHelpText(
			'after',
			examples(
				'candor page set --name "Example Shop" --status-url https://status.example.com',
				'candor page set --subscribe email=https://status.example.com/email',
			),
		)
		.action(async ({ name, statusUrl, supportUrl, subscribe = [] }: PageOptions, self: Command) => {
			const session = openSession(io, self);
			const before = await readPage(session.client);
			if (typeof (name ?? before?.name) !== 'string')
				throw new Failure('usage', 'The page has no name yet. Give it one with --name.');
			const link = (given: string | undefined, kept: unknown): unknown =>
				given === undefined ? (kept ?? null) : given || null;
			const written = await session.client.write({
				method: 'PUT',
				path: 'v1/page',
				body: {
					name: name ?? before?.name,
					statusUrl: link(statusUrl, before?.statusUrl),
					supportUrl: link(supportUrl, before?.supportUrl),
					subscribe: merged(subscriptionsOf(before), subscribe),
				},
				expected: storedPage,
				// What stays was read a moment ago: it must not undo what somebody else did since.
				ifMatch: typeof before?.seq === 'number' ? before.seq : undefined,
			});
			session.answer(written, () => ['Changed.', ...pageLines(objectIn(written))]);
		});
}

/** The page, or `null` while nobody has named it. */
async function readPage(client: Client): Promise<Json | null> {
	try {
		const answer = objectIn(await client.read('v1/page'));
		if (typeof answer.name !== 'string') throw notCandor('"name" is missing from what it sent');
		return answer;
	} catch (error) {
		if (error instanceof Failure && error.code === 'not-found') return null;
		throw error;
	}
}

/** Those that an answer names. */
const subscriptionsOf = (page: Json | null): Subscription[] =>
	(Array.isArray(page?.subscribe) ? page.subscribe.filter(isJson) : []).map(({ by, href }) => ({
		by: String(by),
		href: String(href),
	}));

/** What is given takes the place of what there is for the same way. */
const merged = (before: readonly Subscription[], given: readonly Subscription[]): Subscription[] =>
	[...new Map([...before, ...given].map(({ by, href }) => [by, href]))]
		.filter(([, href]) => href !== '')
		.map(([by, href]) => ({ by, href }));

const pageLines = (page: Json): string[] => {
	const { name, statusUrl, supportUrl } = harmless(page);
	const ways = subscriptionsOf(page).map(({ by, href }) => oneLine(`${by} ${href}`));
	const said = (value: unknown): string => (typeof value === 'string' ? oneLine(value) : 'none');
	return [
		`Name:         ${said(name)}`,
		`Status page:  ${said(statusUrl)}`,
		`Support:      ${said(supportUrl)}`,
		`Updates by:   ${ways.join(', ') || 'none'}`,
	];
};
