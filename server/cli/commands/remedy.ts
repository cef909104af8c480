/** `candor remedy`: the make-good for an outage. It is put there whole, words and all. */
import { type Command, Option } from 'commander';
import { offerKinds } from '../../../src/model/vocabulary.ts';
import { objectIn, objectsIn } from '../answer.ts';
import { type AudienceOptions, addAudienceOptions, audienceFrom } from '../audience.ts';
import { pathTo } from '../client.ts';
import { Failure } from '../exit.ts';
import { removed, stored } from '../expected.ts';
import { harmless } from '../harmless.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import {
	addWriteOptions,
	languageOption,
	messageOption,
	parseId,
	quoted,
	type WriteOptions,
} from '../options.ts';
import { remedyLines } from '../render/remedies.ts';
import { openSession } from '../session.ts';
import { findTarget, wordsOf } from '../target.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../translations.ts';
import { parseWhen } from '../when.ts';

interface PutOptions extends AudienceOptions, TranslationOptions, WriteOptions {
	readonly message: string;
	readonly offer: string;
	readonly summary: string;
	readonly terms?: string;
	readonly expires?: string;
	readonly claimUrl?: string;
	readonly claimCode?: string;
	readonly notice?: string;
	readonly language?: string;
}

const putExample =
	'candor remedy put march-credit "We are sorry about Tuesday" -m "You could not pay for two hours." --offer service-credit --summary "10 % off your next bill" --claim-code SORRY10 --expires 30d';

export function addRemedy(program: Command, io: Io): void {
	const remedy = program
		.command('remedy')
		.summary('the make-good for an outage')
		.description('Publishes, lists and removes what customers are given for an outage.')
		.addHelpText('after', examples(putExample, 'candor remedy list', 'candor remedy remove march-credit'));
	addPut(remedy, io);
	remedy
		.command('list')
		.summary('the remedies that there are')
		.description('Lists the remedies, the newest first.')
		.addHelpText('after', examples('candor remedy list', 'candor remedy list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const answer = await session.client.read('v1/remedies');
			const found = objectsIn(harmless(answer), 'remedies');
			session.answer(answer, () =>
				found.length === 0 ? ['No remedies.'] : found.flatMap((each) => remedyLines(each, session.style)),
			);
		});
	const remove = remedy
		.command('remove')
		.summary('take a remedy away')
		.description('Takes a remedy away from every page.')
		.argument('<id>', 'as "candor remedy list" shows it', parseId);
	addWriteOptions(remove, theRemedy)
		.addHelpText('after', examples('candor remedy remove march-credit'))
		.action(async (id: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'remedies', id),
				expected: removed('candor remedy list'),
				...options,
			});
			session.answer({ id, removed: true }, () => [
				`Removed the remedy ${quoted(id)}. No page shows it any more.`,
			]);
		});
}

const theRemedy: [string, string] = ['the remedy', 'candor remedy list'];

function addPut(remedy: Command, io: Io): void {
	const put = remedy
		.command('put')
		.summary('publish a remedy, or replace it')
		.description(
			'Publishes a remedy: the apology first, then the offer. One that has this id is replaced, words and all.',
		)
		.argument('<id>', 'such as march-credit', parseId)
		.argument('<title>', 'one line')
		.addOption(messageOption().makeOptionMandatory())
		.addOption(new Option('--offer <kind>', 'what is offered').choices(offerKinds).makeOptionMandatory())
		.requiredOption('--summary <line>', 'the offer in one line, such as "10 % off your next bill"')
		.option('--terms <markdown>', 'the small print')
		.addOption(
			new Option('--expires <when>', 'until when it can be claimed: 30d, or an instant').argParser((text) =>
				parseWhen(text, io.now()),
			),
		)
		.option('--claim-url <url>', 'where it is claimed (neither this nor a code: the page handles it)')
		.option('--claim-code <code>', 'a code to use, at most 60 characters')
		.option('--notice <notice>', 'what it makes good: a notice’s id or its beginning')
		.addOption(languageOption())
		.addOption(translationsOption());
	addWriteOptions(addAudienceOptions(put), theRemedy)
		.addHelpText('after', examples(putExample))
		.action(async (id: string, title: string, options: PutOptions, self: Command) => {
			const session = openSession(io, self);
			const { summary, terms, expires, notice, language, ifMatch, idempotencyKey } = options;
			const body = {
				title,
				apology: await wordsOf(session, options.message),
				offer: { kind: options.offer, summary },
				claim: claimFrom(options),
				...(terms !== undefined && { terms }),
				...(expires !== undefined && { expiresAt: expires }),
				...(language !== undefined && { language }),
				audience: audienceFrom(options) || null,
				...(await translationsFrom(io, options)),
				...(notice !== undefined && { notice: (await findTarget(session, notice)).id }),
			};
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'remedies', id),
				body,
				expected: stored('title', { id }, 'candor remedy list'),
				ifMatch,
				idempotencyKey,
			});
			session.answer(written, () => [
				'Published. Customers now see:',
				'',
				...remedyLines(objectIn(harmless(written)), session.style),
			]);
		});
}

function claimFrom({ claimUrl, claimCode }: PutOptions): object {
	if (claimUrl !== undefined && claimCode !== undefined)
		throw new Failure('usage', 'A remedy is claimed in one way: leave --claim-url or --claim-code out.');
	if (claimUrl !== undefined) return { type: 'link', href: claimUrl };
	return claimCode === undefined ? { type: 'event' } : { type: 'code', code: claimCode };
}
