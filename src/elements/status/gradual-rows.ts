/**
 * Draws long lists over several updates: each draws a limited number of new rows, so that hundreds
 * of components do not become one long task.
 */
export class GradualRows<Content> {
	/** Whether the last update has drawn every row as it should be. */
	isComplete = true;
	#drawn = new Map<string, Content>();
	#next = new Map<string, Content>();
	#left = 0;

	/** Begins an update. */
	begin(): void {
		this.#next = new Map();
		this.#left = rowsPerUpdate;
		this.isComplete = true;
	}

	/**
	 * What a row shows in this update: `content`, or what it showed before, or `undefined` if it is
	 * not drawn yet.
	 */
	contentOf(id: string, content: Content): Content | undefined {
		const before = this.#drawn.get(id);
		const isDue = before !== content || !this.#drawn.has(id);
		if (isDue && this.#left === 0) this.isComplete = false;
		else if (isDue) this.#left -= 1;
		const shown = isDue && !this.isComplete ? before : content;
		if (shown !== undefined) this.#next.set(id, shown);
		return shown;
	}

	/** Ends an update. A row that was not asked for is forgotten. */
	end(): void {
		this.#drawn = this.#next;
	}
}

/** A fast computer draws them in a few milliseconds, and a slow phone in less than 50. */
const rowsPerUpdate = 10;
