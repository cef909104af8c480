/** Whole bodies for PUT, with what a test cares about. */

export const wholeComponent = (fields: { readonly name: string } & Record<string, unknown>) => ({
	description: null,
	group: null,
	position: null,
	status: null,
	...fields,
});

export const wholePage = (fields: { readonly name: string } & Record<string, unknown>) => ({
	statusUrl: null,
	supportUrl: null,
	subscribe: [],
	...fields,
});
