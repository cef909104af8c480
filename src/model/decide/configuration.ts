/** `apply-configuration`: the changes that lead from the state to what a file says. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { newComponent } from '../new-record.ts';
import { isSameValue } from '../same-value.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, merge, recordsOfKind, type State } from '../state/state.ts';
import { byGroups } from '../views/configuration.ts';
import { positionsInOrder } from './component-order.ts';
import { removeComponent } from './components.ts';
import { type Context, invalid } from './context.ts';
import { putPage } from './page.ts';
import { putRule, removeRule } from './rules.ts';
import { putTemplate, removeTemplate } from './templates.ts';

type Apply = CommandOf<'apply-configuration'>;

/** Empty if the state is as the command says. */
export function applyConfiguration(command: Apply, state: State, context: Context): KnownChange[] {
	const { page, components, templates, rules = [], prune } = command;
	const put = [
		...(page ? putPage({ type: 'put-page', ...page }, state) : []),
		...(components ? putComponents(command, state) : []),
		...(templates ?? []).flatMap((template, index) =>
			within(`templates.${index}`, () => putTemplate({ type: 'put-template', ...template }, state, context)),
		),
	];
	const removed = [
		...absent(state, 'component', prune ? components : undefined).flatMap((id) =>
			removeComponent({ type: 'remove-component', id }, state, context),
		),
		...absent(state, 'template', prune ? templates : undefined).flatMap((id) =>
			removeTemplate({ type: 'remove-template', id }, state, context),
		),
	];
	const ruleChanges = [
		...absent(state, 'rule', prune ? command.rules : undefined).flatMap((id) =>
			removeRule({ type: 'remove-rule', id }, state),
		),
	];
	// A rule may name what the same document adds, and nothing that it removes.
	let next = after(state, [...put, ...removed, ...ruleChanges]);
	for (const [index, rule] of rules.entries()) {
		const changed = within(`rules.${index}`, () => putRule({ type: 'put-rule', ...rule }, next, context));
		next = after(next, changed);
		ruleChanges.push(...changed);
	}
	const differs = differsFrom(state);
	const given = [...put, ...ruleChanges].map((change) => keepingOthers(change, state)).filter(differs);
	return [...given, ...removed];
}

/** The state after these changes, for checks alone. */
function after(state: State, changes: readonly KnownChange[]): State {
	const seq = state.seq + 1;
	return merge(
		state,
		seq,
		changes.map(({ kind, id, value }) => ({ kind, id, seq, value })),
	);
}

/** What a newer version stored in a record stays. */
const keepingOthers = (change: KnownChange, state: State): KnownChange => {
	const before = liveRecord(state, change.kind, change.id)?.value;
	return change.value === null
		? change
		: ({ ...change, value: { ...before, ...change.value } } as KnownChange);
};

const differsFrom =
	(state: State) =>
	({ kind, id, value }: KnownChange): boolean =>
		!isSameValue(liveRecord(state, kind, id)?.value, value);

/** The status that an operator has set stays as it is. */
function putComponents({ components = [], groups }: Apply, state: State): KnownChange[] {
	if (groups) checkGroups(components, groups);
	const ordered = groups ? byGroups(components, groups) : components;
	const positions = positionsInOrder(ordered, state);
	return ordered.map(({ id, name, description = null, group = null }) => ({
		kind: 'component',
		id,
		value: newComponent({
			...liveRecord(state, 'component', id)?.value,
			...{ name, description, group },
			position: positions.get(id) ?? 0,
		}),
	}));
}

function checkGroups(components: NonNullable<Apply['components']>, groups: readonly string[]): void {
	for (const [index, { group }] of components.entries()) {
		if (group == null || groups.includes(group)) continue;
		const [similar] = nearest(group, groups, (name) => [name]);
		const meant = similar === undefined ? '' : ` Did you mean "${similar}"?`;
		throw invalid(
			`components.${index}.group`,
			`"${group}" is not in the list "groups".${meant} Add it there, or correct it.`,
		);
	}
}

/** The ids that a section lacks; none without the section. */
function absent(
	state: State,
	kind: string,
	section: readonly { readonly id: string }[] | undefined,
): string[] {
	if (!section) return [];
	const named = new Set(section.map(({ id }) => id));
	return recordsOfKind(state, kind)
		.map(({ id }) => id)
		.filter((id) => !named.has(id));
}

/** Puts the path of an entry before the paths of its problems. */
function within<Result>(path: string, act: () => Result): Result {
	try {
		return act();
	} catch (error) {
		if (!(error instanceof CandorError)) throw error;
		const issues = error.issues.map((issue) => ({ ...issue, path: `${path}.${issue.path}` }));
		const [first] = issues;
		const message = first ? `${first.path}: ${first.message}` : `${path}: ${error.message}`;
		throw new CandorError(error.code, message, issues);
	}
}
