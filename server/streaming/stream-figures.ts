/** What a process wrote of one commit. */
export interface Delivery {
	readonly seq: number;
	/** The streams that were open. */
	readonly open: number;
	/** Of them, those whose connection has accepted all of it. */
	readonly sent: number;
}

/** What the streams of a process report about themselves, for metrics. */
export interface StreamFigures {
	/** The seconds from the decision of a command until its change was written to every stream. */
	recordFanOut(seconds: number): void;
	/** A stream was closed because its client read too slowly. */
	recordSlowClose(): void;
	recordDelivery(delivery: Delivery): void;
}

/** Collects what happened since it was last read. */
export class CollectedFigures implements StreamFigures {
	#fanOuts: number[] = [];
	#slowCloses = 0;
	#deliveries: Delivery[] = [];

	recordFanOut(seconds: number): void {
		this.#fanOuts.push(seconds);
	}

	recordSlowClose(): void {
		this.#slowCloses += 1;
	}

	recordDelivery(delivery: Delivery): void {
		this.#deliveries.push(delivery);
	}

	/** `null`: nothing happened. */
	read(): Figures | null {
		const read = { fanOuts: this.#fanOuts, slowCloses: this.#slowCloses, deliveries: this.#deliveries };
		this.#fanOuts = [];
		this.#slowCloses = 0;
		this.#deliveries = [];
		return read.fanOuts.length > 0 || read.slowCloses > 0 || read.deliveries.length > 0 ? read : null;
	}
}

/** What happened to the streams of a process since it was last read. */
export interface Figures {
	readonly fanOuts: readonly number[];
	readonly slowCloses: number;
	readonly deliveries: readonly Delivery[];
}
