/** `candor completion`: scripts that complete command lines in a shell. */
import { Argument, Command } from 'commander';
import { requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { bashScript, zshScript } from '../completion/bash.ts';
import { type CommandWords, commandTree, type WordKind } from '../completion/command-tree.ts';
import { fishScript } from '../completion/fish.ts';
import { addGlobalOptions } from '../global-options.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readProfiles } from '../profiles/profile-store.ts';
import { openSession, type Session } from '../session.ts';

const scripts: Readonly<Record<string, (tree: readonly CommandWords[]) => string>> = {
	bash: bashScript,
	zsh: zshScript,
	fish: fishScript,
};

const kinds = ['notices', 'components', 'profiles'] as const satisfies readonly WordKind[];

/** A person waits after each Tab, and the server may be down. */
const wordsTimeoutMs = 1_000;

/** `addAll` adds every command to a program. */
export const addCompletion =
	(addAll: (program: Command, io: Io) => Promise<void>) =>
	(program: Command, io: Io): void => {
		const completion = program
			.command('completion')
			.summary('a script that completes commands in your shell')
			.description(
				'Prints a script that completes commands, options, ids of open notices, components and profiles.\n  bash: source <(candor completion bash), in ~/.bashrc\n  zsh:  source <(candor completion zsh), in ~/.zshrc after compinit\n  fish: candor completion fish > ~/.config/fish/completions/candor.fish',
			)
			.addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
			.addHelpText('after', examples('candor completion bash', 'candor completion fish'))
			.action(async (shell: string) => {
				const whole = addGlobalOptions(new Command('candor'));
				await addAll(whole, io);
				io.stdout.write(scripts[shell]?.(commandTree(whole)) ?? '');
			});
		completion
			.command('words', { hidden: true })
			.addArgument(new Argument('<kind>').choices(kinds))
			.action(async (kind: WordKind, _options: object, self: Command) => {
				const words = kind === 'profiles' ? profileNames(io) : await idsOf(kind, io, self);
				io.stdout.write(words.map((word) => `${word}\n`).join(''));
			});
	};

const profileNames = (io: Io): string[] => [...readProfiles(io.environment).profiles.keys()];

/** One anonymous request. A server that cannot be asked completes nothing. */
async function idsOf(kind: 'notices' | 'components', io: Io, self: Command): Promise<string[]> {
	const hurried: Io = { ...io, timeout: () => io.timeout(wordsTimeoutMs) };
	const { client }: Session = openSession(hurried, self);
	const path = kind === 'notices' ? 'v1/notices?state=current' : 'v1/components';
	try {
		const list = requireObjects(await client.read(path, { canRepeat: false }), kind);
		return list.map(({ id }) => String(id)).filter((id) => /^[a-z0-9-]+$/.test(id));
	} catch (error) {
		if (error instanceof CliError) return [];
		throw error;
	}
}
