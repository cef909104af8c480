/** `candor open` on a terminal without a title: it asks for what customers need to know. */
import { impactLabels, kindLabels } from '../../../src/model/labels.ts';
import { type Impact, impacts } from '../../../src/model/vocabulary.ts';
import { isObject, type JsonObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { parseTime } from '../options/time.ts';
import { oneLine, sanitize, textOf } from '../terminal-text.ts';
import { askComponents, askDataSafety, askPromise } from './ask-facts.ts';
import {
	type Asking,
	askChoice,
	askOptional,
	askText,
	type Fields,
	required,
	timeProblem,
} from './asking.ts';

/**
 * The fields that `given`, the options, leave out. Every answer is kept in the file at once. Throws
 * Cancelled.
 */
export async function askNotice(asking: Asking, given: Fields): Promise<Fields> {
	const template = await askTemplate(asking, given.kind);
	const kind = textOf(given.kind ?? template?.kind ?? 'incident');
	const fields: Record<string, unknown> = template
		? { template: template.id, ...(await askVariables(asking, template)) }
		: { kind, ...(await askWords(asking, given)) };
	const add = async (name: string, ask: () => Promise<Fields>): Promise<void> => {
		if (!(name in given)) Object.assign(fields, await ask());
	};
	if (kind === 'maintenance') await add('window', () => askWindow(asking));
	if (kind === 'incident') await add('impact', () => askImpact(asking, template));
	const impact = textOf(fields.impact ?? given.impact ?? 'minor') as Impact;
	await add('affected', () => askComponents(asking, kind, impact));
	if (!template?.workaround)
		await add('workaround', () =>
			askOptional(asking, 'workaround', 'What can customers do meanwhile?', 'Empty: nothing'),
		);
	await add('dataSafety', () => askDataSafety(asking));
	if (kind === 'incident') await add('promise', () => askPromise(asking));
	return fields;
}

async function askTemplate(asking: Asking, kind: unknown): Promise<JsonObject | null> {
	const result = await asking.session.client
		.read('v1/templates', { asOperator: true })
		// A role that may not read templates may still open a notice.
		.catch((error: unknown) => {
			if (error instanceof CliError && error.exit === 'unauthorized' && error.code === 'forbidden')
				return { templates: [] };
			throw error;
		});
	const templates = requireObjects(sanitize(result), 'templates').filter(
		(template) => kind === undefined || template.kind === kind,
	);
	if (templates.length === 0) return null;
	const answer = await askChoice(asking, 'template', 'Which template?', [
		{ value: '', label: 'None: I write the words myself' },
		...templates.map(({ id, name, kind }) => ({
			...{ value: textOf(id), label: textOf(name) },
			hint: (kindLabels as Readonly<Record<string, string>>)[textOf(kind)] ?? textOf(kind),
		})),
	]);
	return templates.find(({ id }) => id === answer) ?? null;
}

async function askVariables(asking: Asking, { variables }: JsonObject): Promise<Fields> {
	const values: Record<string, string> = {};
	for (const [name, variable] of Object.entries(isObject(variables) ? variables : {})) {
		const { label, default: fallback } = isObject(variable) ? variable : {};
		const question =
			typeof fallback === 'string'
				? { placeholder: `Empty: ${oneLine(fallback)}` }
				: { problemOf: required(120) };
		const answer = await askText(asking, `variable ${name}`, textOf(label ?? name), question);
		if (answer !== '') values[name] = answer;
	}
	return { variables: values };
}

async function askWords(asking: Asking, given: Fields): Promise<Fields> {
	const title = await askText(asking, 'title', 'What do customers notice?', {
		placeholder: 'Card payments are failing',
		problemOf: required(140),
	});
	if ('body' in given) return { title };
	return {
		title,
		...(await askOptional(asking, 'body', 'What should they know?', 'Empty: nothing more yet')),
	};
}

async function askWindow(asking: Asking): Promise<Fields> {
	const start = await askText(asking, 'starts', 'When does it start?', {
		placeholder: 'Empty: now. Else 2h, or 2030-01-31T02:00Z',
		problemOf: (given) => (given === '' ? null : timeProblem(given)),
	});
	const end = await askText(asking, 'ends', 'When does it end?', {
		placeholder: '4h, or 2030-01-31T04:00Z',
		problemOf: timeProblem,
	});
	if (start === '') return { window: { end: asking.time(parseTime(end)) } };
	const after = parseTime(start);
	return { window: { start: asking.time(after), end: asking.time(parseTime(end), { after }) } };
}

async function askImpact(asking: Asking, template: JsonObject | null): Promise<Fields> {
	const choices = impacts.map((value) => ({ value, label: impactLabels[value] }));
	const known = impacts.find((value) => value === template?.impact);
	return { impact: await askChoice(asking, 'impact', 'How bad is it?', choices, known ?? 'minor') };
}
