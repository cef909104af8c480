/** What can be typed at each place of a command line, read from the commands themselves. */
import type { Argument, Command, Option } from 'commander';

/** Words that only a server or the machine knows; `candor completion words` prints them. */
export type WordKind = 'notices' | 'components' | 'profiles';

export interface OptionWords {
	/** `--kind`. */
	readonly name: string;
	readonly description: string;
	readonly takesValue: boolean;
	/** The possible values, if they are a closed set. */
	readonly choices: readonly string[];
	readonly kind: WordKind | null;
}

/** A command, with the words that lead to it: none for `candor` itself. */
export interface CommandWords {
	readonly path: readonly string[];
	readonly subcommands: readonly { readonly name: string; readonly description: string }[];
	readonly options: readonly OptionWords[];
	/** The possible words of its first argument. */
	readonly choices: readonly string[];
	readonly kind: WordKind | null;
}

/** All commands below `program`, and itself. */
export function commandTree(program: Command, path: readonly string[] = []): readonly CommandWords[] {
	const [first] = program.registeredArguments;
	// Without those that are for programs only.
	const visible = program.createHelp().visibleCommands(program);
	return [
		{
			path,
			subcommands: visible.map((each) => ({ name: each.name(), description: each.summary() })),
			options: [...program.options.filter(({ hidden }) => !hidden).map(optionWords), help],
			choices: first?.argChoices ?? [],
			kind: first ? kindOfArgument(first, path) : null,
		},
		...visible.flatMap((each) => commandTree(each, [...path, each.name()])),
	];
}

const help: OptionWords = {
	name: '--help',
	description: 'display help for command',
	takesValue: false,
	choices: [],
	kind: null,
};

const optionWords = ({ long, description, required, optional, argChoices = [] }: Option): OptionWords => ({
	name: long ?? '',
	description,
	takesValue: required || optional,
	choices: argChoices,
	kind: kindOfOption[long ?? ''] ?? null,
});

const kindOfOption: Readonly<Record<string, WordKind>> = {
	'--notice': 'notices',
	'--component': 'components',
	'--unaffected': 'components',
	'--profile': 'profiles',
};

function kindOfArgument(argument: Argument, [command]: readonly string[]): WordKind | null {
	const name = argument.name();
	if (name === 'notice') return 'notices';
	if (name === 'id' && command === 'components') return 'components';
	return name === 'name' && command === 'profile' ? 'profiles' : null;
}
