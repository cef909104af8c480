/**
 * The newest `most` items and the first one: a document has an end, however long a notice goes on.
 *
 * @param items - The newest first.
 */
export const newestAndFirst = <Item>(items: readonly Item[], most: number): readonly Item[] =>
	items.length > most + 1 ? [...items.slice(0, most), ...items.slice(-1)] : items;
