/** An alert of a monitoring tool, the same for every source. */
export interface Alert {
	/** What it is about: messages with the same key are about the same alert. */
	readonly key: string;
	/** What the source groups it by. */
	readonly group: string;
	readonly firing: boolean;
	readonly labels: Readonly<Record<string, string>>;
	/** For operators. */
	readonly summary: string;
	/**
	 * When it became so, epoch milliseconds: an older message about the same alert changes nothing.
	 * `null`: the source sends its messages in order.
	 */
	readonly at: number | null;
}
