import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newPage } from '../new-record.ts';
import { isSameValue } from '../same-value.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { page } from '../views/page.ts';
import { defined } from './details.ts';

/** The list of origins stays: it has a command of its own. */
export const putPage = (
	{ name, statusUrl = null, supportUrl = null, subscribe = [] }: CommandOf<'put-page'>,
	state: State,
): KnownChange[] => [
	{
		...{ kind: 'page', id: 'page' },
		value: newPage({ name, statusUrl, supportUrl, subscribe, origins: page(state)?.origins ?? [] }),
	},
];

export function setOrigins({ origins }: CommandOf<'set-origins'>, state: State): KnownChange[] {
	const before = page(state);
	if (!before) throw new CandorError('not-found', 'The page has no name yet. Give it one first.');
	return isSameValue(before.origins, origins)
		? []
		: [{ kind: 'page', id: 'page', value: newPage({ ...before, origins }) }];
}

export function editPage(
	{ type: _, subscribe, ...given }: CommandOf<'edit-page'>,
	state: State,
): KnownChange[] {
	const before = page(state);
	const name = given.name ?? before?.name;
	if (name === undefined)
		throw new CandorError('not-found', 'The page has no name yet. Give one with "name".');
	const changed = { ...defined(given), ...(subscribe !== undefined && { subscribe: subscribe ?? [] }) };
	return [{ kind: 'page', id: 'page', value: newPage({ ...before, ...changed, name }) }];
}
