/** Questions on the terminal. */
import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from './cli-error.ts';

/** Both ends of a terminal. Questions are on standard error, as the result is on standard output. */
export interface Terminal {
	readonly input: NodeJS.ReadableStream;
	readonly output: NodeJS.WritableStream;
}

const thisTerminal: Terminal = { input: process.stdin, output: process.stderr };

/** Throws a CliError for Ctrl+C, Ctrl+D and a terminal that is closed. */
async function answerOf(asking: Interface, question: string, output: Terminal['output']): Promise<string> {
	const closed = new AbortController();
	asking.once('close', () => closed.abort());
	try {
		return await asking.question(question, { signal: closed.signal });
	} catch (error) {
		if ((error as Error).name !== 'AbortError') throw error;
		output.write('\n');
		throw new CliError('usage', 'The question was not answered. Nothing was sent.');
	} finally {
		asking.close();
	}
}

export const ask = (question: string, { input, output } = thisTerminal): Promise<string> =>
	answerOf(createInterface({ input, output, terminal: true }), question, output);

/** The terminal shows the question, and nothing of what is typed. */
export async function askSecret(question: string, { input, output } = thisTerminal): Promise<string> {
	output.write(question);
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const answer = await answerOf(createInterface({ input, output: nowhere, terminal: true }), '', output);
	output.write('\n');
	return answer;
}
