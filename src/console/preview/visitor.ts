/** The visitors as whom a preview can be seen: those whom the audiences of the notices tell apart. */
import type { Audience } from '../../model/generated/record-types.ts';

export interface VisitorChoice {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly route?: string;
	readonly signedIn?: boolean;
}

/** Everyone first, then one visitor for each condition, and one who is outside of all. */
export function visitorChoices(audiences: readonly Audience[]): readonly VisitorChoice[] {
	const all: VisitorChoice[] = [{ name: 'Everyone', attributes: {} }];
	const add = (choice: VisitorChoice): void => {
		if (!all.some(({ name }) => name === choice.name)) all.push(choice);
	};
	for (const { attributes, routes, signedIn } of audiences) {
		for (const [attribute, values] of Object.entries(attributes)) {
			for (const value of values) add({ name: `${attribute}: ${value}`, attributes: { [attribute]: value } });
			add({ name: `Another ${attribute}`, attributes: { [attribute]: outside(values) } });
		}
		for (const route of routes) add({ name: `On ${route}`, attributes: {}, route });
		if (routes.length > 0) add({ name: 'On another page', attributes: {}, route: outside(routes) });
		if (signedIn !== null)
			for (const is of [true, false])
				add({ name: is ? 'Signed in' : 'Not signed in', attributes: {}, signedIn: is });
	}
	return all;
}

/** A value that none of these is. */
const outside = (values: readonly string[]): string => {
	let value = '/-';
	while (values.some((each) => value.startsWith(each))) value = `-${value}`;
	return value;
};

/** As the attribute `context` of `candor-feed`. */
export const visitorContextOf = (visitor: VisitorChoice | undefined): object =>
	visitor
		? {
				...visitor.attributes,
				...(visitor.route !== undefined && { route: visitor.route }),
				...(visitor.signedIn !== undefined && { signedIn: visitor.signedIn }),
			}
		: {};
