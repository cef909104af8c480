/** The scenario of a drill: a file of the operator, or one of the package. */
import { type Scenario, scenario } from '../../../src/model/drills/scenario.ts';
import { nearest } from '../../../src/model/nearest.ts';
import { schemaIssues } from '../../http/schema-sentences.ts';
import { requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { readText } from '../options/json-file.ts';
import type { Session } from '../session.ts';
import { quoted } from '../terminal-text.ts';
import { readYamlDocuments } from '../yaml-documents.ts';

/**
 * `source`: a path, recognised by a dot or a slash, or a name. Throws CliError `usage` with the line
 * of the file, or with the path within it, and what to do.
 */
export async function readScenario(session: Session, source: string): Promise<Scenario> {
	return /[./\\]/.test(source) ? readFile(session, source) : readShipped(session, source);
}

async function readShipped({ client }: Session, given: string): Promise<Scenario> {
	const result = await client.read('v1/drill-scenarios', { asOperator: true });
	const list = requireObjects(result, 'scenarios').map(({ name, ...fields }) => ({
		name: String(name),
		fields,
	}));
	const found = list.find(({ name }) => name === given);
	if (found) return checked(found.fields, given);
	const names = list.map(({ name }) => name);
	const [similar] = nearest(given, names, (name) => [name]);
	const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
	throw new CliError(
		'usage',
		`There is no scenario ${quoted(given)}.${hint} Use one of ${names.join(', ')}, or the path of a file such as ./my-outage.yaml.`,
	);
}

async function readFile({ io }: Session, path: string): Promise<Scenario> {
	const [document, another] = readYamlDocuments(await readText(io, path), `The scenario ${quoted(path)}`);
	if (another) throw new CliError('usage', `The scenario ${quoted(path)} has several documents. Keep one.`);
	return checked(document?.value, path);
}

/** The most problems that are listed. */
const mostListed = 20;

function checked(value: unknown, path: string): Scenario {
	const { data, error } = scenario.safeParse(value);
	if (data) return data;
	const lines = schemaIssues(error.issues)
		.slice(0, mostListed)
		.map(
			(issue) =>
				`  ${issue.path === '' ? 'the whole file' : issue.path}: ${issue.message.replaceAll('Send ', 'Write ')}`,
		);
	throw new CliError(
		'usage',
		`The scenario ${quoted(path)} cannot be played:\n${lines.join('\n')}\nNothing was started. docs/how-to/drills.md has an example.`,
	);
}
