/** `candor remedy`: lists, publishes and removes remedies. A remedy is always written whole. */
import { type Command, Option } from 'commander';
import { offerKinds } from '../../../src/model/vocabulary.ts';
import { pathTo } from '../api/client.ts';
import { removed, storedDocument } from '../api/expectations.ts';
import { requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { findNotice } from '../find-notice.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readMessage } from '../message-argument.ts';
import { type AudienceOptions, addAudienceOptions, audienceFrom } from '../options/audience.ts';
import { languageOption, messageOption, quietHelp } from '../options/notice-options.ts';
import { parseId } from '../options/parsers.ts';
import { addPayoutOptions, type PayoutOptions, payoutFrom } from '../options/payout.ts';
import { addZoneOption, parseTime, timeReader, type ZoneOptions } from '../options/time.ts';
import { type TranslationOptions, translationsFrom, translationsOption } from '../options/translations.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { remedyLines } from '../render/remedies.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';
import { addRemedyClaims } from './remedy-claims.ts';

interface PutOptions extends AudienceOptions, PayoutOptions, TranslationOptions, WriteOptions, ZoneOptions {
	readonly message: string;
	readonly offer: string;
	readonly summary: string;
	readonly terms?: string;
	readonly expires?: string;
	readonly claimUrl?: string;
	readonly claimCode?: string;
	readonly notice?: string;
	readonly language?: string;
	readonly quiet?: true;
}

const putExample =
	'candor remedy put march-credit "We are sorry about Tuesday" -m "You could not pay for two hours." --offer service-credit --summary "10 % off your next bill" --claim-code SORRY10 --expires 30d';

/** For `addWriteOptions`. */
const theRemedy = ['the remedy', 'candor remedy list'] as const;

export function addRemedy(program: Command, io: Io): void {
	const remedy = program
		.command('remedy')
		.summary('apologies with an offer, such as a credit')
		.description('Publishes, lists and removes remedies: what customers receive after an outage.')
		.addHelpText('after', examples(putExample, 'candor remedy list', 'candor remedy remove march-credit'));
	addPut(remedy, io);
	addRemedyClaims(remedy, io);
	remedy
		.command('list')
		.summary('all remedies')
		.description('Lists the remedies, the newest first.')
		.addHelpText('after', examples('candor remedy list', 'candor remedy list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/remedies');
			const remedies = requireObjects(sanitize(result), 'remedies');
			session.printResult(result, () =>
				remedies.length === 0
					? ['No remedies.']
					: remedies.flatMap((each) => remedyLines(each, session.style)),
			);
		});
	const remove = remedy
		.command('remove')
		.summary('remove a remedy')
		.description('Removes a remedy from every page.')
		.argument('<id>', 'an id from "candor remedy list"', parseId);
	addWriteOptions(remove, theRemedy)
		.addHelpText('after', examples('candor remedy remove march-credit'))
		.action(async (id: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'remedies', id),
				expectation: removed('candor remedy list'),
				...options,
			});
			session.printResult({ id, removed: true }, () => [
				`Removed the remedy ${quoted(id)}. No page shows it any more.`,
			]);
		});
}

function addPut(remedy: Command, io: Io): void {
	const put = remedy
		.command('put')
		.summary('publish or replace a remedy')
		.description(
			'Publishes a remedy. Customers read the apology first, then the offer. A remedy with the same id is replaced completely.',
		)
		.argument('<id>', 'such as march-credit', parseId)
		.argument('<title>', 'one line')
		.addOption(messageOption().makeOptionMandatory())
		.addOption(new Option('--offer <kind>', 'the kind of offer').choices(offerKinds).makeOptionMandatory())
		.requiredOption('--summary <line>', 'the offer in one line, such as "10 % off your next bill"')
		.option('--terms <markdown>', 'the terms and conditions')
		.addOption(
			new Option('--expires <when>', 'the last time to claim it: 30d, or an instant').argParser(parseTime),
		)
		.option('--claim-url <url>', 'the page to claim it (default, without a code: the host page handles it)')
		.option('--claim-code <code>', 'the code to claim it, at most 60 characters')
		.option('--notice <notice>', 'the notice that it is for: its id or the beginning')
		.option('--quiet', quietHelp)
		.addOption(languageOption())
		.addOption(translationsOption());
	addWriteOptions(addZoneOption(addAudienceOptions(addPayoutOptions(put))), theRemedy)
		.addHelpText('after', examples(putExample))
		.action(async (id: string, title: string, options: PutOptions, self: Command) => {
			const session = openSession(io, self);
			const { summary, terms, expires, notice, language, ifMatch, idempotencyKey } = options;
			const time = await timeReader(session, options);
			const body = {
				title,
				apology: await readMessage(io, options.message),
				offer: { kind: options.offer, summary },
				claim: claimFrom(options),
				...(terms !== undefined && { terms }),
				...(expires !== undefined && { expiresAt: time(expires) }),
				...(language !== undefined && { language }),
				audience: audienceFrom(options) || null,
				...(options.quiet && { notify: false }),
				...(await translationsFrom(io, options)),
				...(await payoutFrom(io, options)),
				...(notice !== undefined && { notice: (await findNotice(session, notice)).id }),
			};
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'remedies', id),
				body,
				expectation: storedDocument({ id }, 'candor remedy list'),
				ifMatch,
				idempotencyKey,
			});
			session.printResult(written, () => [
				'Published. Customers now see:',
				'',
				...remedyLines(requireObject(sanitize(written)), session.style),
			]);
		});
}

function claimFrom({ claimUrl, claimCode }: PutOptions): object {
	if (claimUrl !== undefined && claimCode !== undefined)
		throw new CliError('usage', '--claim-url and --claim-code exclude each other. Remove one of them.');
	if (claimUrl !== undefined) return { type: 'link', href: claimUrl };
	return claimCode === undefined ? { type: 'event' } : { type: 'code', code: claimCode };
}
