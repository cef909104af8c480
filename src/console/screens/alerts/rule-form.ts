/** A rule while it is edited, and its conditions as lines of text. */
import type { Schema } from '../../api/client.ts';
import type { Difference } from '../../shared/conflict-panel.ts';

export type Rule = Schema<'Rule'>;
export type RuleValue = Omit<Rule, 'id' | 'seq'>;
type Condition = RuleValue['match'][number];

export interface RuleForm {
	/** Empty: a new rule without an id yet. */
	readonly id: string;
	/** The version of the server that the form began with; 0: the rule is new. */
	readonly seq: number;
	readonly value: RuleValue;
	/** The conditions, one a line: `severity =~ page|critical`. */
	readonly match: string;
	/** The labels whose values alerts of one incident share, with commas. */
	readonly groupBy: string;
}

const emptyValue: RuleValue = {
	...{ name: '', enabled: true, source: null, match: [], components: [], componentLabel: null },
	...{ impact: 'minor', title: '', body: null, resolvedBody: null, language: null, template: null },
	...{ variables: {}, audience: null, groupBy: null, openAfter: '1m', resolveAfter: '5m' },
	...{ flapping: { changes: 4, within: '10m' }, publish: false, ends: true },
};

export const emptyRule = (): RuleForm => ({ id: '', seq: 0, value: emptyValue, match: '', groupBy: '' });

export function ruleFormOf({ id, seq, ...value }: Rule): RuleForm {
	const match = value.match.map(({ label, op, value: text }) => `${label} ${op} ${text}`).join('\n');
	return { id, seq, value, match, groupBy: value.groupBy?.join(', ') ?? '' };
}

/** The condition of a line; `null`: it is none. */
function conditionIn(line: string): Condition | null {
	const [, label = '', op = '', text = ''] = /^\s*([^\s=!~]+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/.exec(line) ?? [];
	return label ? { label, op: op as Condition['op'], value: text } : null;
}

export type RuleRequest = { readonly body: RuleValue } | { readonly problem: string };

/** `problem`: about the conditions, which are the only text with a form of its own. */
export function ruleRequest({ value, match, groupBy }: RuleForm): RuleRequest {
	const lines = match.split('\n').filter((line) => line.trim() !== '');
	const conditions = lines.map(conditionIn);
	const wrong = conditions.indexOf(null);
	if (wrong >= 0)
		return { problem: `“${lines[wrong]?.trim()}” is no condition. Write it like severity =~ page|critical.` };
	const labels = groupBy
		.split(',')
		.map((label) => label.trim())
		.filter(Boolean);
	return {
		body: {
			...value,
			...{
				name: value.name.trim(),
				openAfter: value.openAfter.trim(),
				resolveAfter: value.resolveAfter.trim(),
			},
			match: conditions.filter((each) => each !== null),
			title: value.template === null ? (value.title?.trim() ?? '') : null,
			body: value.body?.trim() || null,
			resolvedBody: value.resolvedBody?.trim() || null,
			componentLabel: value.componentLabel?.trim() || null,
			groupBy: labels.length > 0 ? labels : null,
		},
	};
}

const labels: Readonly<Record<keyof RuleValue, string>> = {
	...{ name: 'Name', enabled: 'In use', source: 'Source', match: 'Conditions', components: 'Components' },
	...{ componentLabel: 'Component by label', impact: 'Impact', title: 'Title', body: 'First update' },
	...{ resolvedBody: 'Last update', language: 'Language', template: 'Template', variables: 'Variables' },
	...{ audience: 'Audience', groupBy: 'Group by', openAfter: 'Acts after', resolveAfter: 'Ends after' },
	...{ flapping: 'Flapping', publish: 'Publishes', ends: 'Ends what it opened' },
};

/** The fields in which a rule on the server and what is edited differ. */
export function ruleDifferences(mine: RuleValue, theirs: RuleValue): readonly Difference[] {
	const textOf = (value: unknown): string =>
		typeof value === 'string' ? value : JSON.stringify(value ?? '');
	return (Object.keys(labels) as (keyof RuleValue)[])
		.map((field) => ({ label: labels[field], theirs: textOf(theirs[field]), mine: textOf(mine[field]) }))
		.filter((each) => each.theirs !== each.mine);
}
