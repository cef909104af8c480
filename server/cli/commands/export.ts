/** `candor export`: everything public as one file. */
import type { Command } from 'commander';
import { examples } from '../help.ts';
import { publicRecords } from '../import/existing.ts';
import { exportFormat, exportVersion } from '../import/export-format.ts';
import type { Io } from '../io.ts';
import { writeNew } from '../new-file.ts';
import { openSession } from '../session.ts';
import { quoted, safeJson } from '../terminal-text.ts';

export function addExport(program: Command, io: Io): void {
	program
		.command('export')
		.summary('write everything public as JSON')
		.description(
			'Writes page, components, notices, updates, post-mortems and remedies, however old. "candor import candor FILE" reads it. Drafts, tokens and other private records are not in it.',
		)
		.option('--out <file>', 'the file to write; it must not exist (default: standard output)')
		.addHelpText('after', examples('candor export --out status.json', 'candor export'))
		.action(async ({ out }: { readonly out?: string }, self: Command) => {
			const session = openSession(io, self);
			const records: unknown[] = [];
			let seq = 0;
			for await (const page of publicRecords(session.client)) {
				records.push(...page.records);
				seq = page.seq;
			}
			const head = {
				format: exportFormat,
				version: exportVersion,
				exportedAt: new Date(io.now()).toISOString(),
				seq,
			};
			// One record on each line, so that two exports can be compared.
			const lines = records.map((record) => `\t${safeJson(record)}`).join(',\n');
			const text = `${safeJson(head).slice(0, -1)},"records":[\n${lines}\n]}\n`;
			if (out === undefined) return void io.stdout.write(text);
			await writeNew(io, out, text);
			session.printResult({ file: out, records: records.length }, () => [
				`Exported ${records.length} records to ${quoted(out)}.`,
			]);
		});
}
