/** `candor subscribers`: who gets e-mails. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { removed } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { confirm } from '../confirm.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { writeNew } from '../new-file.ts';
import { parseId } from '../options/parsers.ts';
import { table } from '../render/table.ts';
import { openSession } from '../session.ts';
import { oneLine, quoted, sanitize } from '../terminal-text.ts';
import { addSubscribersImport } from './subscribers-import.ts';

export function addSubscribers(program: Command, io: Io): void {
	const subscribers = program
		.command('subscribers')
		.summary('who gets e-mails')
		.description('Lists, imports, exports and erases the subscribers to e-mails. For admins.')
		.addHelpText(
			'after',
			examples(
				'candor subscribers list',
				'candor subscribers import subscribers.csv --dry-run',
				'candor subscribers export --out subscribers.csv',
			),
		);
	addList(subscribers, io);
	addSubscribersImport(subscribers, io);
	addExport(subscribers, io);
	addErase(subscribers, io);
}

const textOf = (value: unknown): string => oneLine(String(value ?? ''));

function addList(subscribers: Command, io: Io): void {
	subscribers
		.command('list')
		.summary('list the subscribers')
		.description('Lists all subscribers in the order of their ids: language, state and components.')
		.addHelpText('after', examples('candor subscribers list', 'candor subscribers list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const all: JsonObject[] = [];
			for (let cursor: unknown = ''; cursor !== null; ) {
				const query = new URLSearchParams({ limit: '500', ...(cursor ? { cursor: String(cursor) } : {}) });
				const page = await session.client.read(`v1/subscribers?${query}`, { asOperator: true });
				all.push(...requireObjects(page, 'subscribers'));
				cursor = requireObject(page).next ?? null;
			}
			session.printResult({ subscribers: all }, () =>
				all.length === 0
					? ['There are no subscribers.']
					: table(
							all.map((each) => {
								const { id, email, language, state, components } = sanitize(each);
								const about = Array.isArray(components) ? components.map(textOf).join(' ') : 'all';
								return [textOf(id), textOf(email), textOf(language), textOf(state), about];
							}),
							session.style,
							2,
						),
			);
		});
}

function addExport(subscribers: Command, io: Io): void {
	subscribers
		.command('export')
		.summary('write all subscribers as CSV')
		.description(
			'Writes all subscribers as CSV, which "candor subscribers import" reads, or as JSON lines. The audit log records it.',
		)
		.option('--out <file>', 'the file to write; it must not exist (default: standard output)')
		.option('--json-lines', 'an object on each line, instead of CSV')
		.addHelpText(
			'after',
			examples('candor subscribers export --out subscribers.csv', 'candor subscribers export --json-lines'),
		)
		.action(async (options: { readonly out?: string; readonly jsonLines?: true }, self: Command) => {
			const session = openSession(io, self);
			const type = options.jsonLines ? 'application/x-ndjson' : 'text/csv';
			const text = await session.client.readText('v1/subscribers', type);
			if (options.out === undefined) return void io.stdout.write(text);
			const { out } = options;
			await writeNew(io, out, text);
			session.printResult({ file: out }, () => [`Exported the subscribers to ${quoted(out)}.`]);
		});
}

function addErase(subscribers: Command, io: Io): void {
	subscribers
		.command('erase')
		.summary('erase a subscriber')
		.description(
			'Deletes the address and the choice of a subscriber. The audit log has no trace of the person.',
		)
		.argument('<id>', 'an id from "candor subscribers list"', parseId)
		.option('--yes', 'do not ask')
		.addHelpText('after', examples('candor subscribers erase k7mqz2p9ab --yes'))
		.action(async (id: string, { yes }: { readonly yes?: true }, self: Command) => {
			const session = openSession(io, self);
			await confirm(io, yes, `The subscriber ${quoted(id)} gets no more e-mails.`, 'Erase');
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'subscribers', id),
				expectation: removed('candor subscribers list'),
				canRepeat: false,
			});
			session.printResult({ id, erased: true }, () => [`Erased ${quoted(id)}.`]);
		});
}
