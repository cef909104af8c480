/** An id from a name: `Card payments` has `card-payments`. `fallback`: for a name without any letter that an id has. */
export const idFromName = (name: string, fallback: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 64)
		.replace(/-+$/, '') || fallback;
