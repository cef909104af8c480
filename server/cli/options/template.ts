/** `--template` and `--set`: texts of a template, with its variables filled in. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { variablePattern } from '../../../src/model/templates/placeholders.ts';
import { CliError } from '../cli-error.ts';
import { collect, parseId } from './parsers.ts';

export interface TemplateOptions {
	readonly template?: string;
	readonly set?: readonly Variable[];
}

interface Variable {
	readonly name: string;
	readonly value: string;
}

export const addTemplateOptions = (command: Command): Command =>
	command
		.addOption(
			new Option(
				'--template <id>',
				'take every text that you leave out from a template ("candor templates list")',
			).argParser(parseId),
		)
		.addOption(
			new Option('--set <name=value>', 'a variable of the template, repeatable').argParser(
				collect(parseVariable),
			),
		);

/** `service=Checkout`. The value may be anything, also with "=". */
function parseVariable(text: string): Variable {
	const end = text.indexOf('=');
	const name = text.slice(0, Math.max(0, end));
	if (variablePattern.test(name) && text.length > end + 1) return { name, value: text.slice(end + 1) };
	throw new InvalidArgumentError(
		'Write the name of a variable, "=" and its value, such as service=Checkout.',
	);
}

/** The fields of a request body; empty without a template. */
export function templateFrom({ template, set = [] }: TemplateOptions): object {
	if (template === undefined) {
		if (set.length === 0) return {};
		throw new CliError('usage', '--set needs --template: it fills in a variable of a template.');
	}
	const names = set.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined)
		throw new CliError('usage', `--set gives "${twice}" twice. Keep one of the two values.`);
	return {
		template,
		...(set.length > 0 && { variables: Object.fromEntries(set.map(({ name, value }) => [name, value])) }),
	};
}
