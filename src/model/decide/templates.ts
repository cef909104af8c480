/** Commands on the operators' own templates. Those of the policy pack are read-only. */
import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { templateProblems } from '../templates/template-problems.ts';
import { type Context, invalid } from './context.ts';

const isOfPack = (id: string, { pack }: Context): boolean =>
	pack?.templates.some((template) => template.id === id) ?? false;

const exists = (state: State, id: string): boolean => liveRecord(state, 'template', id) !== undefined;

export function putTemplate(
	{ type: _, id, ...value }: CommandOf<'put-template'>,
	state: State,
	context: Context,
): KnownChange[] {
	// A newer pack may have brought the id of an own template, which goes on.
	if (isOfPack(id, context) && !exists(state, id))
		throw invalid('id', `The template "${id}" is part of the policy pack. Save yours under another id.`);
	const issues = templateProblems(value);
	const [first] = issues;
	if (first) throw new CandorError('invalid', `${first.path}: ${first.message}`, issues);
	return [{ kind: 'template', id, value }];
}

export function removeTemplate(
	{ id }: CommandOf<'remove-template'>,
	state: State,
	context: Context,
): KnownChange[] {
	if (exists(state, id)) return [{ kind: 'template', id, value: null }];
	if (isOfPack(id, context))
		throw invalid('id', `The template "${id}" is part of the policy pack and cannot be removed.`);
	throw new CandorError('not-found', `There is no template "${id}". List the templates to see their ids.`);
}
