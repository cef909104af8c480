/** `candor apply`: brings page, components, templates and rules to what a file says, as one commit. */
import { type Command, Option } from 'commander';
import type { WriteRequest } from '../api/client.ts';
import { storedConfiguration } from '../api/expectations.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { configurationText } from '../apply/configuration-text.ts';
import { type Drift, differences, driftOf } from '../apply/drift.ts';
import { fileSchema } from '../apply/problems.ts';
import { type ConfigurationFiles, readConfigurationFiles } from '../apply/read-files.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { DryRunEnd } from '../dry-run-end.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { collect } from '../options/parsers.ts';
import { objectsOf } from '../render/log-entry.ts';
import { openOutput, openSession, type Session } from '../session.ts';
import { oneLine, safeJson, sanitize } from '../terminal-text.ts';

interface ApplyOptions {
	readonly file?: readonly string[];
	readonly dryRun?: boolean;
	readonly prune?: boolean;
	readonly yes?: true;
	readonly print?: true;
	readonly schema?: true;
}

const path = 'v1/configuration';

export function addApply(program: Command, io: Io): void {
	program
		.command('apply')
		.summary('bring page, components, templates and rules to what a file says')
		.description(
			'Reads a YAML file and changes what differs, as one commit. A section that the file lacks stays as it is. Applying a file twice changes nothing.',
		)
		.addOption(
			new Option('-f, --file <path>', 'the file, repeatable; "-": standard input').argParser(
				collect((text) => text),
			),
		)
		.option('--dry-run', 'show what differs and change nothing; exit code 9 if something does')
		.option('--prune', 'remove components, templates and rules that the sections of the file lack')
		.option('--yes', 'with --prune: do not ask')
		.option('--print', 'print what the server has now, as such a file')
		.option('--schema', 'print the JSON schema of the file, for editors')
		.addHelpText(
			'after',
			examples(
				'candor apply --print',
				'candor apply -f status.yaml --dry-run',
				'candor apply -f status.yaml',
				'candor apply -f status.yaml --prune --yes',
				'candor apply --schema',
			),
		)
		.action(async (options: ApplyOptions, self: Command) => {
			if (options.schema) return void io.stdout.write(`${JSON.stringify(fileSchema(), null, '\t')}\n`);
			if (!options.print && options.file === undefined)
				throw new CliError(
					'usage',
					'Name the file with -f. "candor apply --print" writes what the server has now.',
				);
			if (options.print && options.file !== undefined)
				throw new CliError('usage', '--print writes a file and -f reads one. Remove one of them.');
			// Without a server, a wrong file is found all the same.
			const files = options.file && (await readConfigurationFiles(io, options.file));
			const session = openSession(io, self);
			const now = await readConfiguration(session);
			if (!files) return openOutput(io, self).printResult(now, () => [configurationText(now).trimEnd()]);
			await apply(session, files, now, options);
		});
}

async function readConfiguration({ client }: Session): Promise<JsonObject> {
	try {
		return requireObject(await client.read(path, { asOperator: true }));
	} catch (error) {
		if (!(error instanceof CliError) || error.code !== 'not-found') throw error;
		throw new CliError(
			'refused',
			'This server is too old for "candor apply". Nothing was sent. Update the server.',
			'unsupported-version',
		);
	}
}

async function apply(
	session: Session,
	files: ConfigurationFiles,
	before: JsonObject,
	{ dryRun, prune = false, yes }: ApplyOptions,
): Promise<void> {
	const { client, io } = session;
	const request: WriteRequest = {
		method: 'PUT',
		path,
		body: { ...files.configuration, prune },
		expectation: storedConfiguration,
		ifMatch: Number(before.seq),
	};
	const attempt = <Result>(act: () => Promise<Result>): Promise<Result> =>
		act().catch(async (error: unknown) => {
			throw await explained(error, session, files, before);
		});
	const preview = await attempt(() => client.dryRun(request));
	const drift = driftOf(objectsOf(sanitize(preview.changes)), session.style);
	if (dryRun) {
		session.printResult(preview, () => dryRunLines(drift));
		throw new DryRunEnd(drift.isEmpty ? 'done' : 'drift');
	}
	if (drift.isEmpty) return session.printResult({ changed: false, ...before }, () => ['Nothing differs.']);
	if (drift.removed.length > 0)
		await confirm(io, yes, `This removes: ${drift.removed.join(', ')}.`, 'Remove them');
	const written = requireObject(await attempt(() => client.write(request)));
	session.printResult({ changed: true, ...written }, () => [
		...drift.lines,
		'',
		`Applied: ${drift.summary}.`,
	]);
}

const dryRunLines = ({ isEmpty, lines, summary }: Drift): readonly string[] =>
	isEmpty ? ['Nothing differs.'] : [...lines, '', `Nothing was changed. This would be: ${summary}.`];

/** The server's refusal with the places in the file, and a conflict with what has changed meanwhile. */
async function explained(
	error: unknown,
	session: Session,
	files: ConfigurationFiles,
	before: JsonObject,
): Promise<unknown> {
	if (!(error instanceof CliError)) return error;
	const { exit, code, issues, message } = error;
	if (code === 'precondition-failed') {
		const { seq: _, ...now } = await readConfiguration(session);
		const { seq: __, ...then } = before;
		const lines = differences('', byId(then), byId(now)).map(
			({ path: name, was, is }) => `  ${oneLine(name)}: ${shown(was)} is now ${shown(is)}`,
		);
		const what = lines.length > 0 ? lines : ['  Only the status of a component.'];
		const sentence =
			'Another command changed this a moment ago. Nothing was changed by yours. Look at what differs now, with --dry-run, then repeat it.';
		return new CliError(exit, [sentence, ...what].join('\n'), code);
	}
	const lines = files.linesOf(issues);
	if (lines.length === 0) return error;
	const text = ['This cannot be applied:', ...lines.map((line) => `  ${line}`), 'Nothing was changed.'];
	return new CliError(exit, text.join('\n') || message, code, issues);
}

/** Lists of entries as objects, so that a difference names the entry. */
const byId = (configuration: JsonObject): JsonObject => ({
	...configuration,
	...Object.fromEntries(
		['components', 'templates', 'rules'].map((list) => [
			list,
			Object.fromEntries(objectsOf(configuration[list]).map(({ id, ...entry }) => [String(id), entry])),
		]),
	),
});

const shown = (value: unknown): string => (value === undefined ? 'nothing' : oneLine(safeJson(value)));
