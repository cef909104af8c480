/** The completion script of fish. */
import type { CommandWords, OptionWords } from './command-tree.ts';

const placeOf = (path: readonly string[]): string => path.map((word) => `/${word}`).join('');
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', ' ')}'`;

export function fishScript(tree: readonly CommandWords[]): string {
	const places = tree.map(({ path }) => placeOf(path)).filter((place) => place !== '');
	const options = tree.flatMap((each) => each.options);
	const valueOptions = new Set(options.filter(({ takesValue }) => takesValue).map(({ name }) => name));
	return `# Completion of candor for fish. To use it: candor completion fish | source
function __candor_at
	set -l place ''
	set -l skip 0
	for word in (commandline -opc)[2..]
		if test $skip = 1
			set skip 0
		else if contains -- $word ${[...valueOptions].join(' ')}
			set skip 1
		else if contains -- $place/$word ${places.join(' ')}
			set place $place/$word
		end
	end
	test "$place" = "$argv[1]"
end
complete -c candor -f
${tree.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, subcommands, options, choices, kind }: CommandWords): string[] {
	const place = placeOf(path);
	const at = `complete -c candor -n ${quoted(`__candor_at '${place}'`)}`;
	// The options of candor itself are those of every command.
	const optionsAt = path.length === 0 ? 'complete -c candor' : at;
	return [
		...subcommands.map(({ name, description }) => `${at} -a ${name} -d ${quoted(description)}`),
		...choices.map((word) => `${at} -a ${word}`),
		...(kind === null ? [] : [`${at} -a ${quoted(`(candor completion words ${kind} 2>/dev/null)`)}`]),
		...options.map((option) => optionLine(optionsAt, option)),
	];
}

function optionLine(start: string, { name, description, takesValue, choices, kind }: OptionWords): string {
	const words = kind === null ? choices.join(' ') : `(candor completion words ${kind} 2>/dev/null)`;
	const value = !takesValue ? '' : words === '' ? ' -r' : ` -x -a ${quoted(words)}`;
	return `${start} -l ${name.slice(2)}${value} -d ${quoted(description)}`;
}
