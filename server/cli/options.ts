/** The options that commands share, read into what the API takes. Times are counted from when the command was given. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { id as idSchema } from '../../src/model/records/fields.ts';
import {
	componentStatuses,
	dataSafetyStates,
	impacts,
	type Phase,
	phases,
	phasesOf,
} from '../../src/model/vocabulary.ts';
import { addAudienceOptions } from './audience.ts';
import { oneLine } from './harmless.ts';
import type { Io } from './io.ts';
import { parseSpan, parseWhen } from './when.ts';

export interface Affected {
	readonly component: string;
	readonly status?: string;
}

/** Adds to the values given so far. Commander hands `false` in after a `--no-` flag: it starts anew. */
export const collect =
	<Value>(parse: (text: string) => Value) =>
	(text: string, before: readonly Value[] | false | undefined): readonly Value[] => [
		...(before || []),
		parse(text),
	];

export function parseId(text: string): string {
	if (idSchema.safeParse(text).success) return text;
	throw new InvalidArgumentError(
		'An id is 1 to 64 lower-case letters, digits and hyphens, such as checkout-api.',
	);
}

/** `checkout` or `checkout=degraded`. */
export function parseAffected(text: string): Affected {
	const [component = '', status, ...others] = text.split('=');
	parseId(component);
	if (status === undefined) return { component };
	if (others.length > 0 || !componentStatuses.some((known) => known === status))
		throw new InvalidArgumentError(`After "=" write one of ${componentStatuses.join(', ')}.`);
	return { component, status };
}

export function parseWhole(text: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('Write a whole number.');
}

export const phaseHelp = Object.entries(phasesOf)
	.map(([kind, words]) => `${kind}: ${words.join(', ')}`)
	.join('; ');

/** Which phases fit a notice's kind is the server's to say; that a word is a phase at all, said here. */
export function parsePhase(text: string): Phase {
	const found = phases.find((phase) => phase === text);
	if (found) return found;
	throw new InvalidArgumentError(`A phase is one of these. ${phaseHelp}.`);
}

export const phaseOption = (): Option => new Option('--phase <phase>', phaseHelp).argParser(parsePhase);

export const messageOption = (): Option =>
	new Option('-m, --message <markdown>', 'the words for customers; "-" reads them from standard input');

export const nextUpdateOption = (io: Io): Option =>
	new Option(
		'--next-update <when>',
		'by when the next update is promised: 20m, 1h30m, or an instant',
	).argParser((text) => parseWhen(text, io.now()));

/** The details of a notice that `open`, `update` and `edit` take alike. */
export function addDetailOptions(command: Command, io: Io): Command {
	const when = (text: string): string => parseWhen(text, io.now());
	command
		.addOption(new Option('--impact <impact>', 'how bad it is').choices(impacts))
		.addOption(
			new Option(
				'--component <id[=status]>',
				`affected, repeatable; status: ${componentStatuses.join(', ')} (left out: what the impact amounts to)`,
			).argParser(collect(parseAffected)),
		)
		.addOption(
			new Option('--unaffected <id>', 'a component that works, repeatable').argParser(collect(parseId)),
		)
		.addOption(nextUpdateOption(io))
		.option('--workaround <markdown>', 'what customers can do until it is over')
		.addOption(
			new Option('--action <line>', 'something that is being done, repeatable').argParser(collect(String)),
		)
		.addOption(
			new Option('--step <line>', 'a step that customers should take, repeatable').argParser(collect(String)),
		)
		.addOption(
			new Option('--estimate <span>', 'when the end is expected: 30m..2h').argParser((text) =>
				parseSpan(text, io.now()),
			),
		)
		.addOption(
			new Option('--expires <when>', 'after which it is no longer shown: 2h, or an instant').argParser(when),
		)
		.addOption(
			new Option('--data-safety <state>', 'what is known of customers’ data').choices(dataSafetyStates),
		)
		.option('--statement <markdown>', 'with --data-safety: what is known')
		.option('--evidence <markdown>', 'with --data-safety: how it is known')
		.option('--approved-by <role>', 'with --data-safety: a role such as "Security team"');
	return addAudienceOptions(command)
		.option('--not-affected <line>', 'what everybody else is told: "You are not affected."')
		.option('--more-url <url>', 'where there is more to read')
		.option('--not-dismissible', 'readers cannot put it away')
		.option('--reporting', 'readers may say that they are affected, and whether it works again');
}

/** What a notice is from the start, and what `edit` can put right. */
export const addNatureOptions = (command: Command): Command =>
	command
		.option('--drill', 'an exercise: only readers whose page says that they take part see it')
		.addOption(languageOption());

export const languageOption = (): Option =>
	new Option('--language <tag>', 'the language of your words, such as de (left out: English)');

export const authorOption = (): Option =>
	new Option('--author <role>', 'who speaks: a role such as "Payments team", not a person');

const clearable = {
	component: 'no component is affected',
	unaffected: 'name no components that work',
	'next-update': 'take the promise away',
	workaround: 'take the workaround away',
	action: 'list nothing that is being done',
	step: 'list no steps for customers',
	estimate: 'take the estimate away',
	expires: 'show it until it ends and after',
	'data-safety': 'say nothing of customers’ data',
	audience: 'tell everybody',
	'not-affected': 'tell those outside the audience nothing',
	'more-url': 'take the link away',
	reporting: 'ask readers for nothing',
	drill: 'it is no exercise: everybody sees it',
	translations: 'take the translations away',
} as const;

/** How to take details away again: `--no-workaround`. */
export function addClearingOptions(
	command: Command,
	{ except }: { readonly except: readonly (keyof typeof clearable)[] },
): Command {
	for (const [name, meaning] of Object.entries(clearable))
		if (!except.some((each) => each === name)) command.option(`--no-${name}`, meaning);
	return command.option('--dismissible', 'readers can put it away again');
}

/** For scripts that repeat a command by themselves. */
export const addKeyOption = (command: Command): Command =>
	command.option(
		'--idempotency-key <key>',
		'for scripts that repeat a command: the same key is carried out once',
	);

/** What every write to something that exists has for scripts: by default to a notice. */
export const addWriteOptions = (command: Command, [what, shows] = ['the notice', 'candor show']): Command =>
	addKeyOption(
		command.addOption(
			new Option('--if-match <seq>', `only if ${what} is still as "${shows}" printed it`).argParser(
				parseWhole,
			),
		),
	);

export interface WriteOptions {
	readonly ifMatch?: number;
	readonly idempotencyKey?: string;
}

/** Words of the operator's own, for a sentence. */
export const quoted = (text: string): string => `"${oneLine(text)}"`;
