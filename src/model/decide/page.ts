import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newPage } from '../new-record.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { page } from '../views/page.ts';
import { defined } from './details.ts';

export const putPage = ({
	name,
	statusUrl = null,
	supportUrl = null,
	subscribe = [],
}: CommandOf<'put-page'>): KnownChange[] => [
	{ kind: 'page', id: 'page', value: newPage({ name, statusUrl, supportUrl, subscribe }) },
];

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
