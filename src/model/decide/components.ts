import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { newComponent } from '../new-record.ts';
import type { ComponentValue } from '../records/component.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import { isEnded, notices } from '../views/notices.ts';
import { lastPosition } from './component-order.ts';
import { type Context, hasPassed, invalid } from './context.ts';
import { defined } from './details.ts';

const existing = (state: State, id: string): ComponentValue | undefined =>
	liveRecord(state, 'component', id)?.value as ComponentValue | undefined;

/** The position after the last component. */
const nextPosition = (state: State): number =>
	recordsOfKind(state, 'component').reduce(
		(next, { value }) => Math.max(next, Math.min((value as ComponentValue).position + 1, lastPosition)),
		0,
	);

/** An end belongs to a status set by an operator, and lies in the future. */
function checkUntil(
	{ status, until }: ComponentValue,
	before: ComponentValue | undefined,
	now: string,
): void {
	if (until === null || until === before?.until) return;
	if (status === null)
		throw invalid(
			'until',
			'Only a status set by hand has an end. Give a "status" too, or leave "until" out.',
		);
	if (hasPassed(until, now)) throw invalid('until', 'This instant has passed. Give one still to come.');
}

export function putComponent(
	command: CommandOf<'put-component'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const { id, name, description = null, group = null, status = null, until = null } = command;
	const before = existing(state, id);
	const position = command.position ?? before?.position ?? nextPosition(state);
	const value = newComponent({ name, description, group, position, status, until });
	checkUntil(value, before, now);
	return [{ kind: 'component', id, value }];
}

export function editComponent(
	{ type: _, id, position, ...given }: CommandOf<'edit-component'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	const before = requireComponent(state, id);
	const changed = {
		...defined(given),
		...(position !== undefined && { position: position ?? nextPosition(state) }),
		// The end belongs to the status of before.
		...(given.status !== undefined && given.until === undefined && { until: null }),
	};
	const value = newComponent({ ...before, ...changed });
	checkUntil(value, before, now);
	return [{ kind: 'component', id, value }];
}

function requireComponent(state: State, id: string): ComponentValue {
	const found = existing(state, id);
	if (found) return found;
	throw new CandorError('not-found', `There is no component "${id}". List the components to see their ids.`);
}

export function removeComponent(
	{ id }: CommandOf<'remove-component'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	requireComponent(state, id);
	const naming = notices(state).filter(
		({ value }) =>
			!isEnded(value, Date.parse(now)) &&
			(value.unaffected.includes(id) || value.affected.some(({ component }) => component === id)),
	);
	if (naming.length > 0) {
		const names = naming.map((notice) => `"${notice.value.title}" (${notice.id})`).join(', ');
		throw new CandorError(
			'component-in-use',
			`Open notices name the component "${id}": ${names}. Resolve them or take the component out of them first.`,
		);
	}
	return [{ kind: 'component', id, value: null }];
}

/**
 * The name of a component that was created by naming its id: "checkout-api" becomes "Checkout api".
 */
function nameFrom(id: string): string {
	const name = id.replaceAll('-', ' ').trim();
	return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What a command says about components. */
interface NamedComponents {
	readonly affected?: readonly { readonly component: string }[] | undefined;
	readonly unaffected?: readonly string[] | null | undefined;
	readonly newComponents?: readonly string[] | undefined;
}

/**
 * Refuses a component that does not exist, because it is probably a typing error. The command may
 * ask for new ones, so that a notice can be published without other steps first. Those that the
 * notice names already stay.
 */
export function checkComponents(
	{ affected = [], unaffected, newComponents = [] }: NamedComponents,
	notice: Pick<NoticeValue, 'affected' | 'unaffected' | 'drill'>,
	state: State,
): void {
	const known = new Set([...notice.affected.map(({ component }) => component), ...notice.unaffected]);
	const named = [
		...affected.map(({ component }, index) => ({ id: component, path: `affected.${index}.component` })),
		...(unaffected ?? []).map((id, index) => ({ id, path: `unaffected.${index}` })),
	];
	for (const { id, path } of named) {
		if (known.has(id) || existing(state, id)) continue;
		if (newComponents.includes(id) && !notice.drill) continue;
		const message = unknownComponent(state, id, notice.drill);
		throw new CandorError('unknown-component', message, [{ path, message }]);
	}
}

function unknownComponent(state: State, id: string, drill: boolean): string {
	const similar = nearest(id, recordsOfKind(state, 'component'), ({ id, value }) => [
		id,
		(value as ComponentValue).name,
	]).map((component) => `"${component.id}"`);
	const meant = similar.length > 0 ? ` Did you mean ${similar.join(' or ')}?` : '';
	const advice = drill
		? 'A drill creates no component: name one that exists.'
		: 'To create it, name it in "newComponents" (on the command line: --new-component).';
	return `There is no component "${id}".${meant} ${advice}`;
}

/** Creates the components that do not exist yet. An operator can rename them later. */
export function missingComponents(state: State, ids: readonly string[]): KnownChange[] {
	const first = nextPosition(state);
	return [...new Set(ids)]
		.filter((id) => !existing(state, id))
		.map((id, index) => ({
			kind: 'component',
			id,
			value: newComponent({ name: nameFrom(id), position: Math.min(first + index, lastPosition) }),
		}));
}
