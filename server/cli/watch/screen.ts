/** The whole terminal, as a picture that is drawn again. What was on it comes back at the end. */
import type { Output } from '../io.ts';

const control = '\u001b[';
/** The second screen, without a cursor, and long lines are cut instead of wrapped. */
const enter = `${control}?1049h${control}?25l${control}?7l`;
const leave = `${control}?7h${control}?25h${control}?1049l`;
const home = `${control}H`;
const clearLine = `${control}K`;
const clearBelow = `${control}J`;

const defaultRows = 24;

export class Screen {
	readonly #output: Output;
	#isOpen = false;
	#drawn = '';

	constructor(output: Output) {
		this.#output = output;
	}

	get rows(): number {
		return this.#output.rows ?? defaultRows;
	}

	/** Draws these lines from the top, as many as there is room for. Without a change, nothing is written. */
	draw(lines: readonly string[]): void {
		const picture = lines
			.slice(0, this.rows)
			.map((line) => `${line}${clearLine}`)
			.join('\r\n');
		if (picture === this.#drawn) return;
		// Drawn over the picture of before, so that nothing flickers.
		this.#output.write(`${this.#isOpen ? '' : enter}${home}${picture}${clearBelow}`);
		this.#isOpen = true;
		this.#drawn = picture;
	}

	/** Gives the terminal back. */
	close(): void {
		if (this.#isOpen) this.#output.write(leave);
		this.#isOpen = false;
		this.#drawn = '';
	}
}
