/**
 * How many items one chunk holds at most. A larger chunk costs more per change, a smaller one more
 * per list.
 */
const chunkSize = 256;

/**
 * How many items at the start of a list pass a test that no item passes after the first that does
 * not.
 */
function countWhile<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (passes(items[middle] as Item)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * An immutable list in ascending order, without duplicates. It consists of short chunks, and a
 * change copies one chunk and the list of chunks: at a million items that is a few thousand
 * references, not a million.
 */
export class SortedList<Item> {
	readonly #compare: (a: Item, b: Item) => number;
	readonly #chunks: readonly (readonly Item[])[];

	constructor(compare: (a: Item, b: Item) => number, chunks: readonly (readonly Item[])[] = []) {
		this.#compare = compare;
		this.#chunks = chunks;
	}

	toArray(): Item[] {
		return this.#chunks.flat();
	}

	/** The item that compares equal to `item`. */
	find(item: Item): Item | undefined {
		const [found] = this.range(item, (each) => this.#compare(each, item) === 0);
		return found;
	}

	/** The items from the first one that is not below `start`, as long as they pass `belongs`. */
	range(start: Item, belongs: (item: Item) => boolean): Item[] {
		const found: Item[] = [];
		for (let at = this.#chunkOf(this.#chunks, start); at < this.#chunks.length; at += 1) {
			const chunk = this.#chunks[at] as readonly Item[];
			for (const item of chunk.slice(this.#indexIn(chunk, start))) {
				if (!belongs(item)) return found;
				found.push(item);
			}
		}
		return found;
	}

	/**
	 * This list without `removed` and with `added`, each in the place of the item that compares
	 * equal.
	 */
	with(added: readonly Item[], removed: readonly Item[] = []): SortedList<Item> {
		if (!added.length && !removed.length) return this;
		const chunks = [...this.#chunks];
		const copied = new Set<readonly Item[]>();
		const replace = (item: Item, ...items: readonly Item[]): void => {
			const at = this.#chunkOf(chunks, item);
			const known = chunks[at] ?? [];
			const chunk = copied.has(known) ? (known as Item[]) : [...known];
			const index = this.#indexIn(chunk, item);
			const next = chunk[index];
			chunk.splice(index, next !== undefined && this.#compare(next, item) === 0 ? 1 : 0, ...items);
			const half = chunkSize / 2;
			const parts = chunk.length > chunkSize ? [chunk.slice(0, half), chunk.slice(half)] : [chunk];
			for (const part of parts) copied.add(part);
			chunks.splice(at, 1, ...(chunk.length > 0 ? parts : []));
		};
		for (const item of removed) replace(item);
		for (const item of added) replace(item, item);
		return new SortedList(this.#compare, chunks);
	}

	/** The chunk that holds `item`, or into which it belongs. */
	#chunkOf(chunks: readonly (readonly Item[])[], item: Item): number {
		return Math.max(0, countWhile(chunks, ([first]) => this.#compare(first as Item, item) <= 0) - 1);
	}

	#indexIn(chunk: readonly Item[], item: Item): number {
		return countWhile(chunk, (each) => this.#compare(each, item) < 0);
	}
}

/** A list of all these items, made at once. No two of them may compare equal. */
export function sortedList<Item>(
	compare: (a: Item, b: Item) => number,
	items: readonly Item[],
): SortedList<Item> {
	const sorted = [...items].sort(compare);
	const half = chunkSize / 2;
	const chunks = Array.from({ length: Math.ceil(sorted.length / half) }, (_, index) =>
		sorted.slice(index * half, (index + 1) * half),
	);
	return new SortedList(compare, chunks);
}
