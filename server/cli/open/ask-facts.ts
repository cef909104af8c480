/** The questions about what is affected, about data, and about the next update. */
import { safetyLabels, statusLabels } from '../../../src/model/labels.ts';
import {
	componentStatuses,
	dataSafetyStates,
	type Impact,
	statusForImpact,
} from '../../../src/model/vocabulary.ts';
import { requireObjects } from '../api/response.ts';
import { parseTime } from '../options/time.ts';
import { oneLine, sanitize, textOf } from '../terminal-text.ts';
import { type Asking, askChoice, askSome, askText, type Fields, required, timeProblem } from './asking.ts';

/** The affected components, each with its status, and those that work. */
export async function askComponents(asking: Asking, kind: string, impact: Impact): Promise<Fields> {
	const list = requireObjects(sanitize(await asking.session.client.read('v1/components')), 'components');
	if (list.length === 0) return {};
	const choices = list.map(({ id, name, group }) => ({
		...{ value: textOf(id), label: textOf(name) },
		...(typeof group === 'string' && { hint: oneLine(group) }),
	}));
	const affected = await askSome(asking, 'affected', 'What is affected?', choices);
	const fallback = kind === 'maintenance' ? 'maintenance' : statusForImpact[impact];
	const statuses = componentStatuses.map((value) => ({ value, label: statusLabels[value] }));
	const withStatus: object[] = [];
	for (const component of affected) {
		const name = choices.find(({ value }) => value === component)?.label ?? component;
		const status = await askChoice(asking, `status ${component}`, `${name} is …`, statuses, fallback);
		withStatus.push({ component, status });
	}
	const others = choices.filter(({ value }) => !affected.includes(value));
	const unaffected =
		others.length === 0
			? []
			: await askSome(asking, 'unaffected', 'What works? Customers ask for it.', others);
	return {
		...(withStatus.length > 0 && { affected: withStatus }),
		...(unaffected.length > 0 && { unaffected }),
	};
}

export async function askDataSafety(asking: Asking): Promise<Fields> {
	const state = await askChoice(asking, 'data safety', 'What do you say about customers’ data?', [
		{ value: '', label: 'Nothing yet' },
		...dataSafetyStates.map((value) => ({ value, label: safetyLabels[value] })),
	]);
	if (state === '') return {};
	const statement = await askText(asking, 'statement', 'In a sentence: what is known?', {
		placeholder: 'No payment was taken twice.',
		problemOf: required(5_000),
	});
	const isClaim = state === 'safe' || state === 'affected';
	const evidence = isClaim
		? await askText(asking, 'evidence', 'How is it known?', { placeholder: 'We have compared all payments.' })
		: '';
	return { dataSafety: { state, statement, ...(evidence !== '' && { evidence }) } };
}

export async function askPromise(asking: Asking): Promise<Fields> {
	const answer = await askText(asking, 'next update', 'When do you write again?', {
		placeholder: 'Empty: the server computes it. Else 20m, 1h, or none',
		problemOf: (given) => (given === '' || given === 'none' ? null : timeProblem(given)),
	});
	if (answer === '') return {};
	return { promise: answer === 'none' ? null : { nextUpdateBy: asking.time(parseTime(answer)) } };
}
