/** Commands on rules about alerts, and the switch of all automation. */

import { rule, rules } from '../alerts/match-rule.ts';
import { parsePattern } from '../alerts/pattern.ts';
import type { CommandOf } from '../commands/command.ts';
import { CandorError, type Issue } from '../errors.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import { templates } from '../templates/templates.ts';
import { type Context, invalid } from './context.ts';

/** Each alert is compared with all of them. */
const mostRules = 200;

type PutRule = CommandOf<'put-rule'>;

export function putRule(command: PutRule, state: State, context: Context): KnownChange[] {
	const { type: _, id, ...value } = command;
	if (!rule(state, id) && rules(state).length >= mostRules)
		throw invalid('id', `There are ${mostRules} rules already. Remove some of them first (candor rules).`);
	const issues = [...patternIssues(command), ...textIssues(command, state, context)];
	const missing = value.components.findIndex((each) => !liveRecord(state, 'component', each));
	if (missing >= 0)
		issues.push({
			path: `components.${missing}`,
			message: `There is no component "${value.components[missing]}". List the components to see their ids.`,
		});
	const [first] = issues;
	if (first) throw new CandorError('invalid', `${first.path}: ${first.message}`, issues);
	return [{ kind: 'rule', id, value }];
}

const patternIssues = ({ match }: PutRule): Issue[] =>
	match.flatMap(({ op, value }, index) => {
		const pattern = op === '=~' || op === '!~' ? parsePattern(value) : [];
		return typeof pattern === 'string' ? [{ path: `match.${index}.value`, message: pattern }] : [];
	});

/** A rule has a title or a template, and a template that can be filled in. */
function textIssues(
	{ title, body, resolvedBody, template, variables, publish, components, componentLabel, audience }: PutRule,
	state: State,
	{ pack = null }: Context,
): Issue[] {
	if (publish && components.length === 0 && componentLabel === null && audience === null)
		return [
			{
				path: 'publish',
				message:
					'Without a component and an audience, the notice would reach all customers. Name a component, or let the rule write drafts.',
			},
		];
	const texts = { title, body, resolvedBody };
	const named = Object.entries(texts).find(([, text]) => text?.includes('{component}'));
	if (named && components.length === 0 && componentLabel === null)
		return [{ path: named[0], message: 'The rule names no component, so {component} has no meaning.' }];
	if (template === null)
		return title === null
			? [{ path: 'title', message: 'Give a title in customers’ words, or a template.' }]
			: [];
	if (title !== null || body !== null)
		return [{ path: 'template', message: 'Give either a template, or a title and a body.' }];
	const found = templates(state, pack).find(({ id }) => id === template);
	if (!found)
		return [
			{
				path: 'template',
				message: `There is no template "${template}". List the templates to see their ids.`,
			},
		];
	if (found.value.kind !== 'incident')
		return [{ path: 'template', message: 'Use a template of the kind "incident".' }];
	try {
		fillTemplate(template, found.value, variables);
		return [];
	} catch (error) {
		if (error instanceof CandorError) return [...error.issues];
		throw error;
	}
}

export function removeRule({ id }: CommandOf<'remove-rule'>, state: State): KnownChange[] {
	if (rule(state, id)) return [{ kind: 'rule', id, value: null }];
	throw new CandorError('not-found', `There is no rule "${id}". List the rules to see their ids.`);
}

/** A state that stays as it is makes an entry too: an operator wanted to be sure. */
export const switchAutomation = ({ enabled }: CommandOf<'switch-automation'>): KnownChange[] => [
	{ kind: 'automation', id: 'automation', value: { enabled } },
];
