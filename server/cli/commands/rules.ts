/** `candor rules`: lists, shows, stores and removes rules about alerts. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { removed, storedRule } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readDataObject } from '../options/data-file.ts';
import { parseId } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { table } from '../render/table.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize, textOf } from '../terminal-text.ts';

const idHelp = 'an id from "candor rules list"';
const theRule = ['the rule', 'candor rules list --json'] as const;

export function addRules(program: Command, io: Io): void {
	const rules = program
		.command('rules')
		.summary('what the server does about alerts')
		.description('Rules say which alerts become a draft or a notice, and in which words.')
		.addHelpText(
			'after',
			examples(
				'candor rules list',
				'candor rules add checkout-errors checkout-errors.yaml',
				'candor rules show checkout-errors --json',
				'candor rules remove checkout-errors',
			),
		);
	addList(rules, io);
	addShow(rules, io);
	addAdd(rules, io);
	addRemove(rules, io);
}

/** What a rule does, such as "publishes after 1m". */
const effectOf = ({ enabled, publish, openAfter }: JsonObject): string =>
	enabled === false
		? 'off'
		: `${publish === true ? 'publishes' : 'writes a draft'} after ${textOf(openAfter)}`;

function addList(rules: Command, io: Io): void {
	rules
		.command('list')
		.summary('all rules')
		.description('Lists the rules in the order in which they are tried. The first one that matches is used.')
		.addHelpText('after', examples('candor rules list', 'candor rules list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/alert-rules', { asOperator: true });
			const list = requireObjects(sanitize(result), 'rules');
			session.printResult(result, () =>
				list.length === 0
					? ['There are no rules. Store one with "candor rules add".']
					: table(
							list.map((rule) => [
								textOf(rule.id),
								effectOf(rule),
								textOf(rule.source ?? 'any source'),
								textOf(rule.name),
							]),
							session.style,
							1,
						),
			);
		});
}

function ruleLines(rule: JsonObject): string[] {
	const { id: _, seq: __, name, ...fields } = rule;
	const shown = Object.entries(fields).filter(([, value]) => value !== null);
	return [
		`${textOf(rule.id)}: ${textOf(name)}`,
		...shown.map(([field, value]) => {
			const text = typeof value === 'string' ? value : JSON.stringify(value);
			return `${field}: ${oneLine(text)}`;
		}),
	];
}

function addShow(rules: Command, io: Io): void {
	rules
		.command('show')
		.summary('a rule')
		.description('Shows a rule. With --json, in the format that "candor rules add" reads.')
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples('candor rules show checkout-errors'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const rule = await session.client.read(pathTo('v1', 'alert-rules', id), { asOperator: true });
			session.printResult(rule, () => ruleLines(requireObject(sanitize(rule))));
		});
}

function addAdd(rules: Command, io: Io): void {
	const add = rules
		.command('add')
		.summary('store a rule')
		.description('Stores a rule from a file of JSON or YAML. One with the same id is replaced completely.')
		.argument('<id>', 'such as checkout-errors; rules are tried in the order of their ids', parseId)
		.argument('<file>', 'the rule; "-": standard input');
	addWriteOptions(add, theRule)
		.addHelpText(
			'after',
			examples(
				'candor rules add checkout-errors checkout-errors.yaml',
				'candor rules add checkout-errors checkout-errors.yaml --dry-run',
			),
		)
		.action(async (id: string, file: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			// What the server adds to a rule that it returns.
			const { id: _, seq: __, ...body } = await readDataObject(io, file, 'a rule');
			const { ifMatch, idempotencyKey } = options;
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'alert-rules', id),
				body,
				expectation: storedRule(id),
				...{ ifMatch, idempotencyKey },
			});
			session.printResult(written, () => ['Stored.', '', ...ruleLines(requireObject(sanitize(written)))]);
		});
}

function addRemove(rules: Command, io: Io): void {
	const remove = rules
		.command('remove')
		.summary('remove a rule')
		.description('Removes a rule. What it has opened stays, and is for a person to end.')
		.argument('<id>', idHelp, parseId);
	addWriteOptions(remove, theRule)
		.addHelpText('after', examples('candor rules remove checkout-errors'))
		.action(async (id: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'alert-rules', id),
				expectation: removed('candor rules list'),
				...options,
			});
			session.printResult({ id, removed: true }, () => [`Removed the rule ${quoted(id)}.`]);
		});
}
