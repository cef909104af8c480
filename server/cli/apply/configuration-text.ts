/** A configuration as the text of a file that "candor apply" reads. */
import { Document } from 'yaml';
import { isObject, type JsonObject } from '../api/response.ts';

const head = ` Page, components, templates and rules. After a change: candor apply -f FILE --dry-run
 The schema, for editors: candor apply --schema`;

/** `configuration`: as the server returns it. What is empty is left out. */
export function configurationText({ page, groups, components, templates, rules }: JsonObject): string {
	const content = { page: withoutEmpty(page), groups, components, templates, rules };
	// Quotes words such as yes, which older readers of YAML take for a truth value.
	const options = { compat: 'yaml-1.1' } as const;
	const document = new Document(withoutEmpty(content, ['components', 'templates', 'rules']), options);
	document.commentBefore = head;
	return document.toString({ lineWidth: 100 });
}

/** Without members that say nothing, at any depth. `kept`: members of the top that stay. */
function withoutEmpty(value: unknown, kept: readonly string[] = []): unknown {
	if (Array.isArray(value)) return value.map((each) => withoutEmpty(each));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.map(([name, item]): [string, unknown] => [name, withoutEmpty(item)])
			.filter(([name, item]) => kept.includes(name) || !isEmpty(item) || isMeant(name, item)),
	);
}

/** An empty `groupBy` of a rule makes all of its alerts one incident; a missing one does not. */
const isMeant = (name: string, item: unknown): boolean => name === 'groupBy' && Array.isArray(item);

const isEmpty = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
