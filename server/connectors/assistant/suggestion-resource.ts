import { actorOf } from '../../http/v1/proposal-resource.ts';
import type { Suggestion } from './stored-suggestions.ts';

/** As the API returns it. `names`: of actors, by their ids. */
export const suggestionResourceOf = (
	{ id, value: { findings, askedBy, acceptedBy, ...value } }: Suggestion,
	names: ReadonlyMap<string, string>,
) => ({
	id,
	...value,
	findings: [...findings],
	askedBy: actorOf(askedBy, names),
	acceptedBy: acceptedBy === null ? null : actorOf(acceptedBy, names),
});
