/** What the streams of a process report about themselves, for metrics. */
export interface StreamFigures {
	/** The seconds from the decision of a command until its change was written to every stream. */
	recordFanOut(seconds: number): void;
	/** A stream was closed because its client read too slowly. */
	recordSlowClose(): void;
}

/** Collects what happened since it was last read. */
export class CollectedFigures implements StreamFigures {
	#fanOuts: number[] = [];
	#slowCloses = 0;

	recordFanOut(seconds: number): void {
		this.#fanOuts.push(seconds);
	}

	recordSlowClose(): void {
		this.#slowCloses += 1;
	}

	/** `null`: nothing happened. */
	read(): { readonly fanOuts: readonly number[]; readonly slowCloses: number } | null {
		const [fanOuts, slowCloses] = [this.#fanOuts, this.#slowCloses];
		this.#fanOuts = [];
		this.#slowCloses = 0;
		return fanOuts.length > 0 || slowCloses > 0 ? { fanOuts, slowCloses } : null;
	}
}
