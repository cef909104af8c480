/** Finds the `candor` commands in shell code, as far as the documents use it: quotes, pipes, comments, variables. */

/** The words of one line, without quotes; `<`, `>` and `|` are words of their own, and a comment ends it. */
export function wordsOf(line: string): string[] {
	const words: string[] = [];
	for (const [, double, single, operator, comment, plain] of line.matchAll(
		/"([^"]*)"|'([^']*)'|([|<>])|(#.*$)|([^\s"'|<>]+)/gm,
	)) {
		if (comment !== undefined) break;
		words.push(double ?? single ?? operator ?? plain ?? '');
	}
	return words;
}

/** The arguments of every `candor` command in a script. */
export function commandsIn(script: string): string[][] {
	const lines = script.replace(/\\\n\s*/g, '').split('\n');
	return lines.flatMap((line) => {
		const commands: string[][] = [[]];
		for (const word of wordsOf(line)) {
			if (word === '|') commands.push([]);
			else commands.at(-1)?.push(word);
		}
		return commands
			.map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
			.filter(([name]) => name === 'candor')
			.map(([, ...argv]) => {
				const redirect = argv.findIndex((word) => word === '<' || word === '>');
				return redirect < 0 ? argv : argv.slice(0, redirect);
			});
	});
}
