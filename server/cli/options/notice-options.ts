/** The options for the fields of a notice. */
import { type Command, Option } from 'commander';
import { componentStatuses, dataSafetyStates, impacts } from '../../../src/model/vocabulary.ts';
import { addAudienceOptions } from './audience.ts';
import { type Affected, collect, parseAffected, parseId, parsePhase, phaseHelp } from './parsers.ts';
import { addZoneOption, parseSpan, parseTime } from './time.ts';

export const noticeArgumentHelp = 'id or its beginning; default: the open notice';

export const phaseOption = (): Option => new Option('--phase <phase>', phaseHelp).argParser(parsePhase);

export const messageOption = (): Option =>
	new Option('-m, --message <markdown>', 'the message to customers; "-" reads it from standard input');

export const editOption = (): Option =>
	new Option('--edit', 'write the message in your editor (VISUAL, EDITOR)');

/** Of `--quiet`, for what is published once. */
export const quietHelp = 'send no message to channels when it is published';

export const nextUpdateOption = (): Option =>
	new Option(
		'--next-update <when>',
		'promise the next update by this time: 20m, 1h30m, or an instant',
	).argParser(parseTime);

export const noPromiseOption = (): Option =>
	new Option(
		'--no-promise',
		'promise no next update; the audit log records it (default: a time by the policy pack)',
	);

export const componentOption = (): Option =>
	new Option(
		'--component <id[=status]>',
		`an affected component, repeatable; status: ${componentStatuses.join(', ')} (default: by the impact)`,
	).argParser(collect(parseAffected));

/** The components that a notice affects, and those of them that it creates. */
export const addComponentOptions = (command: Command): Command =>
	command
		.addOption(componentOption())
		.addOption(
			new Option(
				'--new-component [id[=status]]',
				'the same for a component that does not exist yet; without an id: create all that are named',
			).argParser((text, previous: readonly Affected[] | true | undefined) =>
				collect(parseAffected)(text, previous === true ? [] : previous),
			),
		);

/** The details that `open`, `update`, `edit` and `draft publish` have in common. */
export function addDetailOptions(command: Command): Command {
	addComponentOptions(command.addOption(new Option('--impact <impact>', 'how bad it is').choices(impacts)))
		.addOption(
			new Option('--unaffected <id>', 'a component that works, repeatable').argParser(collect(parseId)),
		)
		.addOption(nextUpdateOption())
		.addOption(noPromiseOption())
		.option('--workaround <markdown>', 'what customers can do in the meantime')
		.addOption(
			new Option('--action <line>', 'something that your team is doing, repeatable').argParser(
				collect(String),
			),
		)
		.addOption(
			new Option('--step <line>', 'a step that customers should take, repeatable').argParser(collect(String)),
		)
		.addOption(
			new Option(
				'--estimate <span>',
				'when the end is expected: 30m..2h; "..2h" moves the latest end alone',
			).argParser(parseSpan),
		)
		.addOption(
			new Option('--expires <when>', 'stop showing it at this time: 2h, or an instant').argParser(parseTime),
		)
		.addOption(
			new Option('--data-safety <state>', 'whether customers’ data is safe').choices(dataSafetyStates),
		)
		.option('--statement <markdown>', 'with --data-safety: what is known')
		.option('--evidence <markdown>', 'with --data-safety: how it is known')
		.option('--approved-by <role>', 'with --data-safety: a role such as "Security team"');
	return addZoneOption(addAudienceOptions(command))
		.option('--not-affected <line>', 'what all other visitors read: "You are not affected."')
		.option('--more-url <url>', 'a page with more information')
		.option('--not-dismissible', 'visitors cannot close it')
		.option('--reporting', 'ask visitors whether they are affected, and later whether it works again');
}

/** Set when the notice is opened; `edit` can correct them. */
export const addDrillAndLanguageOptions = (command: Command): Command => command.addOption(languageOption());

export const anywayOption = (): Option =>
	new Option('--anyway', 'open it although the same notice was opened less than ten minutes ago');

export const languageOption = (): Option =>
	new Option('--language <tag>', 'the language of your texts, such as de (default: English)');

export const authorOption = (): Option =>
	new Option('--author <role>', 'the author: a role such as "Payments team", not a person');

const clearingOptions = {
	component: 'no component is affected',
	unaffected: 'list no components that work',
	'next-update': 'remove the promise',
	workaround: 'remove the workaround',
	action: 'remove all actions',
	step: 'remove all steps for customers',
	estimate: 'remove the estimate',
	expires: 'remove the time at which it expires',
	'data-safety': 'remove the statement about customers’ data',
	audience: 'show it to all visitors',
	'not-affected': 'remove the line for all other visitors',
	'more-url': 'remove the link',
	reporting: 'do not ask visitors',
	translations: 'remove the translations',
} as const;

/** Options that clear a field: `--no-workaround`. */
export function addClearingOptions(
	command: Command,
	{ except }: { readonly except: readonly (keyof typeof clearingOptions)[] },
): Command {
	for (const [name, help] of Object.entries(clearingOptions))
		if (!except.some((each) => each === name)) command.option(`--no-${name}`, help);
	return command.option('--dismissible', 'visitors can close it again');
}
