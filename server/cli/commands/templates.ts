/** `candor templates`: lists, shows, stores and removes texts that operators fill in. */
import { type Command, Option } from 'commander';
import { pathTo } from '../api/client.ts';
import { removed, storedTemplate } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { readJsonObject } from '../options/json-file.ts';
import { parseId } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { table } from '../render/table.ts';
import { templateLines, templateRow } from '../render/templates.ts';
import { openSession, type Session } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';

interface PutOptions extends WriteOptions {
	readonly file?: string;
	readonly copy?: string;
	readonly name?: string;
}

const idHelp = 'an id from "candor templates list"';
const theTemplate = ['the template', 'candor templates list --json'] as const;

export function addTemplates(program: Command, io: Io): void {
	const templates = program
		.command('templates')
		.summary('texts that you fill in and publish')
		.description(
			'Templates hold the texts of a notice and of its updates, for each phase and in several languages. Use one with "candor open --template".',
		)
		.addHelpText(
			'after',
			examples(
				'candor templates list',
				'candor templates show outage',
				'candor templates put our-outage --copy outage',
				'candor templates remove our-outage',
			),
		);
	addList(templates, io);
	addShow(templates, io);
	addPut(templates, io);
	addRemove(templates, io);
}

function addList(templates: Command, io: Io): void {
	templates
		.command('list')
		.summary('all templates')
		.description('Lists the templates: your own, and those of the policy pack.')
		.addHelpText('after', examples('candor templates list', 'candor templates list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/templates', { asOperator: true });
			const list = requireObjects(sanitize(result), 'templates');
			session.printResult(result, () =>
				list.length === 0
					? ['There are no templates. Store one with "candor templates put".']
					: table(list.map(templateRow), session.style, 1),
			);
		});
}

function addShow(templates: Command, io: Io): void {
	templates
		.command('show')
		.summary('the texts of a template')
		.description('Shows a template. With --json, in the format that "candor templates put --file" reads.')
		.argument('<id>', idHelp, parseId)
		.addHelpText('after', examples('candor templates show outage', 'candor templates show outage --json'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const template = await readTemplate(session, id);
			session.printResult(template, () => templateLines(requireObject(sanitize(template)), session.style));
		});
}

function addPut(templates: Command, io: Io): void {
	const put = templates
		.command('put')
		.summary('store a template')
		.description(
			'Stores a template from a JSON file, or as a copy of another one. One with the same id is replaced completely.',
		)
		.argument('<id>', 'such as our-outage', parseId)
		.option('--file <file>', 'a JSON file as "candor templates show --json" prints; "-": standard input')
		.addOption(new Option('--copy <id>', 'the template to copy').argParser(parseId).conflicts('file'))
		.option('--name <line>', 'what it is for, for operators');
	addWriteOptions(put, theTemplate)
		.addHelpText(
			'after',
			examples(
				'candor templates put our-outage --copy outage --name "Outage, in our words"',
				'candor templates put our-outage --file our-outage.json',
			),
		)
		.action(async (id: string, options: PutOptions, self: Command) => {
			const session = openSession(io, self);
			const { ifMatch, idempotencyKey, name } = options;
			const given = await givenTemplate(session, options);
			// What the server adds to a template that it returns.
			const { id: _, seq: __, builtIn: ___, ...fields } = given;
			const written = await session.client.write({
				method: 'PUT',
				path: pathTo('v1', 'templates', id),
				body: { ...fields, ...(name !== undefined && { name }) },
				expectation: storedTemplate(id),
				ifMatch,
				idempotencyKey,
			});
			session.printResult(written, () => [
				'Stored.',
				'',
				...templateLines(requireObject(sanitize(written)), session.style),
			]);
		});
}

function addRemove(templates: Command, io: Io): void {
	const remove = templates
		.command('remove')
		.summary('remove a template')
		.description('Removes a template. Notices that were opened with it stay as they are.')
		.argument('<id>', idHelp, parseId);
	addWriteOptions(remove, theTemplate)
		.addHelpText('after', examples('candor templates remove our-outage'))
		.action(async (id: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'templates', id),
				expectation: removed('candor templates list'),
				...options,
			});
			session.printResult({ id, removed: true }, () => [`Removed the template ${quoted(id)}.`]);
		});
}

const readTemplate = async ({ client }: Session, id: string): Promise<JsonObject> =>
	requireObject(await client.read(pathTo('v1', 'templates', id), { asOperator: true }));

async function givenTemplate(session: Session, { file, copy }: PutOptions): Promise<JsonObject> {
	if (copy !== undefined) return readTemplate(session, copy);
	if (file === undefined)
		throw new CliError('usage', 'Name a file with --file, or a template to copy with --copy.');
	return readJsonObject(session.io, file, {
		what: 'a template',
		advice: 'Write a JSON object, such as "candor templates show outage --json" prints.',
		isStdin: file === '-',
	});
}
