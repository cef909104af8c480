/** How far an import is: a bar on a terminal, and a line for each tenth elsewhere. */
import type { Terminal } from '../io.ts';

export interface Progress {
	advance(): void;
	/** `sentence`: what has become of it. */
	stop(sentence: string): void;
}

export async function progressOn(
	terminal: Terminal | undefined,
	total: number,
	printLine: (line: string) => void,
): Promise<Progress> {
	if (terminal) {
		const { progress } = await import('@clack/prompts');
		const bar = progress({ max: Math.max(total, 1), output: terminal.output });
		bar.start('Importing');
		return { advance: () => bar.advance(1), stop: (sentence) => bar.stop(sentence) };
	}
	let done = 0;
	return {
		advance() {
			done += 1;
			const tenth = (count: number): number => Math.floor((10 * count) / total);
			if (total >= 100 && tenth(done) > tenth(done - 1)) printLine(`Imported ${done} of ${total}.`);
		},
		stop() {},
	};
}
