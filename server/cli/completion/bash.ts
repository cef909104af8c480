/** The completion script of bash, and of zsh, which runs functions of bash by `bashcompinit`. */
import type { CommandWords, WordKind } from './command-tree.ts';

/** `/page/set`; empty for `candor` itself. */
const placeOf = ({ path }: CommandWords): string => path.map((word) => `/${word}`).join('');

/** Words in single quotes. No word of a command has one. */
const quoted = (words: readonly string[]): string => `'${words.join(' ')}'`;

const wordsOf = (kind: WordKind): string => `$(candor completion words ${kind} 2>/dev/null)`;

export function bashScript(tree: readonly CommandWords[]): string {
	const places = tree.map(placeOf).filter((place) => place !== '');
	const options = tree.flatMap((each) => each.options);
	const valueOptions = new Set(options.filter(({ takesValue }) => takesValue).map(({ name }) => name));
	const globalOptions = tree[0]?.options.map(({ name }) => name) ?? [];
	return `# Completion of candor for bash. To use it: source <(candor completion bash)
_candor() {
	local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} place= words= word index
	for ((index = 1; index < COMP_CWORD; index++)); do
		word=\${COMP_WORDS[index]}
		case $word in
			${[...valueOptions].join('|')}) ((index++)); continue ;;
		esac
		case $place/$word in
			${places.join('|')}) place=$place/$word ;;
		esac
	done
	case $place:$previous in
${tree.flatMap(valueCases).join('\n')}
		*:${[...valueOptions].join('|*:')}) COMPREPLY=(); compopt -o default 2>/dev/null; return ;;
	esac
	if [[ -z $words && $current == -* ]]; then
		case $place in
${tree.map((each) => `\t\t\t'${placeOf(each)}') words=${quoted([...new Set([...each.options.map(({ name }) => name), ...globalOptions])])} ;;`).join('\n')}
		esac
	elif [[ -z $words ]]; then
		case $place in
${tree.flatMap(wordCase).join('\n')}
		esac
	fi
	COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _candor candor
`;
}

/** The values of an option, after the option. Those of options of every command stand once. */
function valueCases(command: CommandWords): string[] {
	const place = command.path.length === 0 ? '*' : placeOf(command);
	return command.options.flatMap(({ name, choices, kind }) => {
		if (kind !== null) return [`\t\t${place}:${name}) words="${wordsOf(kind)}" ;;`];
		return choices.length > 0 ? [`\t\t${place}:${name}) words=${quoted(choices)} ;;`] : [];
	});
}

function wordCase(command: CommandWords): string[] {
	const { subcommands, choices, kind } = command;
	const known = [...subcommands.map(({ name }) => name), ...choices];
	if (kind !== null) return [`\t\t\t'${placeOf(command)}') words="${wordsOf(kind)}" ;;`];
	return known.length > 0 ? [`\t\t\t'${placeOf(command)}') words=${quoted(known)} ;;`] : [];
}

export const zshScript = (tree: readonly CommandWords[]): string =>
	`#compdef candor
# Completion of candor for zsh. To use it, after compinit: source <(candor completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bashScript(tree)}`;
