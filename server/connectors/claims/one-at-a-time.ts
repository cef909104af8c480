/** Runs the work on one thing one after the other, and the work on different things at once. */
export class OneAtATime {
	readonly #newest = new Map<string, Promise<unknown>>();

	async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const before = this.#newest.get(key) ?? Promise.resolve();
		const result = before.then(work);
		const settled = result.then(
			() => undefined,
			() => undefined,
		);
		this.#newest.set(key, settled);
		try {
			return await result;
		} finally {
			if (this.#newest.get(key) === settled) this.#newest.delete(key);
		}
	}

	/** Resolves once all work of now is done. */
	async settled(): Promise<void> {
		await Promise.all(this.#newest.values());
	}
}
