/** `candor import`: brings page, components and history from another product. */
import { type Command, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { DryRunEnd } from '../dry-run-end.ts';
import { examples } from '../help.ts';
import type { Batches } from '../import/batch.ts';
import type { Source } from '../import/source.ts';
import type { Io } from '../io.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

interface ImportOptions {
	readonly dryRun?: boolean;
	readonly yes?: true;
	readonly strict?: true;
	readonly prefix?: string;
}

/** Each is loaded when it is named. */
const sources: Readonly<Record<string, () => Promise<Source>>> = {
	statuspage: async () => (await import('../import/sources/statuspage.ts')).statuspage,
	openstatus: async () => (await import('../import/sources/openstatus.ts')).openstatus,
	kener: async () => (await import('../import/sources/kener.ts')).kener,
	'uptime-kuma': async () => (await import('../import/sources/uptime-kuma.ts')).uptimeKuma,
};
const names = [...Object.keys(sources), 'candor'];

export function addImport(program: Command, io: Io): void {
	program
		.command('import')
		.summary('bring page, components and history from another product')
		.description(
			`Reads the public page of another product, or its files, and shows what would be added. Notices keep their own times and are announced to no subscriber. Importing twice adds nothing.\nProducts: ${names.join(', ')} (a file of "candor export").`,
		)
		.argument('<product>', names.join(', '))
		.argument('<source...>', 'the https: address of the page, or files; "-": standard input')
		.option('--dry-run', 'show what would be added, and add nothing')
		.option('--yes', 'do not ask')
		.option('--strict', 'add nothing if one record cannot be imported')
		.addOption(
			new Option(
				'--prefix <text>',
				'what the ids of the notices begin with, for two pages of one product',
			).argParser(parsePrefix),
		)
		.addHelpText(
			'after',
			examples(
				'candor import statuspage https://status.example.com --dry-run',
				'candor import statuspage summary.json incidents.json scheduled-maintenances.json',
				'candor import openstatus https://example.openstatus.dev',
				'candor import uptime-kuma https://uptime.example.com/status/shop --yes',
				'candor import candor export.json --yes',
			),
		)
		.action(async (product: string, from: readonly string[], options: ImportOptions, self: Command) => {
			if (!names.includes(product))
				throw new CliError(
					'usage',
					`"${oneLine(product)}" is no product that can be imported. Use ${names.join(', ')}.`,
				);
			const session = openSession(io, self);
			const { existing, position } = await readExisting(session);
			const batches = await readBatches(session, product, from, options.prefix, position);
			await importBatches(session, batches, existing, options);
		});
}

/** The keys of the records that exist, and the position after the last component. */
async function readExisting({ client }: Session) {
	const { publicRecords } = await import('../import/existing.ts');
	const existing = new Set<string>();
	let position = 0;
	for await (const { records } of publicRecords(client))
		for (const { kind, id, value } of records) {
			existing.add(`${kind}/${id}`);
			if (kind === 'component')
				position = Math.max(position, Number((value as { position: number }).position) + 1);
		}
	return { existing, position };
}

async function readBatches(
	session: Session,
	product: string,
	from: readonly string[],
	prefix: string | undefined,
	position: number,
): Promise<Batches> {
	const { readDocuments } = await import('../import/read-documents.ts');
	const load = sources[product];
	if (!load) {
		const { batchesOfExport } = await import('../import/export-file.ts');
		if (from.length > 1) throw new CliError('usage', 'Give one file of "candor export".');
		const fetch: Source['fetch'] = async (address, fetchJson) => [await fetchJson(address)];
		const [document] = await readDocuments(session.io, { fetch }, from, session.printProgress);
		return batchesOfExport(document?.content);
	}
	const source = await load();
	const documents = await readDocuments(session.io, source, from, session.printProgress);
	const { recordsOfSource } = await import('../import/records-of-source.ts');
	const page = source.read(documents, session.io.now());
	const isEmpty =
		page.name === null && page.components.length + page.notices.length + page.problems.length === 0;
	if (isEmpty) throw new CliError('usage', `Nothing of ${product} is in it. It reads ${source.reads}.`);
	return recordsOfSource(page, prefix ?? source.name, position);
}

async function importBatches(
	session: Session,
	batches: Batches,
	existing: ReadonlySet<string>,
	{ dryRun, yes, strict }: ImportOptions,
): Promise<void> {
	const { planLines, planOf } = await import('../import/plan.ts');
	const plan = planOf(batches, existing);
	const added = [...plan.first, ...plan.rest];
	const lines = planLines(plan, session.style);
	const keysOf = (all: Batches['rest']): string[] =>
		all.map(({ records: [head] }) => `${head?.kind}/${head?.id}`);
	const facts = { problems: plan.problems, remarks: plan.remarks, kept: keysOf(plan.kept) };
	if (dryRun) {
		session.printResult({ dryRun: true, add: keysOf(added), ...facts }, () => [
			...lines,
			'',
			'Nothing was added.',
		]);
		throw new DryRunEnd();
	}
	if (strict && plan.problems.length > 0) throw strictError(plan.problems.length, lines);
	if (added.length === 0)
		return session.printResult({ added: 0, ...facts }, () => [...lines, '', 'There is nothing to add.']);
	if (!session.json) session.io.stderr.write(`${lines.join('\n')}\n`);
	await confirm(session.io, yes, `This adds ${added.length} to the public page.`, 'Import them');
	const { runImport } = await import('../import/run-import.ts');
	const imported = await runImport(session, plan, strict === true);
	const problems = [...plan.problems, ...imported.refused];
	session.printResult({ added: imported.added, ...facts, problems }, () => [
		`Imported: ${imported.added} records.`,
		...imported.refused.map(({ place, message }) => `  refused: ${oneLine(place)}: ${oneLine(message)}`),
	]);
}

const strictError = (count: number, lines: readonly string[]): CliError =>
	new CliError(
		'refused',
		[`${count} cannot be imported, so nothing was added (--strict).`, ...lines].join('\n'),
		'invalid',
	);

function parsePrefix(text: string): string {
	if (/^[a-z0-9][a-z0-9-]{0,30}$/.test(text)) return text;
	throw new CliError('usage', 'A prefix has up to 31 lower-case letters, digits and hyphens.');
}
