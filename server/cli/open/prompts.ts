/** The questions of `candor open` on a terminal, by @clack/prompts. It is loaded only here. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import type { Terminal } from '../io.ts';

/** Ends the questions: Escape, Ctrl+C, or a terminal that is closed. */
export class Cancelled extends Error {
	override readonly name = 'Cancelled';
	/** What was typed into the last question. */
	readonly typed: string;

	constructor(typed: string) {
		super();
		this.typed = typed;
	}
}

export interface Choice<Value extends string> {
	readonly value: Value;
	readonly label: string;
	readonly hint?: string;
}

interface TextQuestion {
	/** Shown while nothing is typed. */
	readonly placeholder?: string;
	readonly initial?: string | undefined;
	/** What is wrong with an answer; `null`: nothing. */
	readonly problemOf?: (text: string) => string | null;
}

/** Each rejects with {@link Cancelled}. */
export interface Prompts {
	text(message: string, question?: TextQuestion): Promise<string>;
	choose<Value extends string>(
		message: string,
		choices: readonly Choice<Value>[],
		initial?: Value,
	): Promise<Value>;
	chooseSome(
		message: string,
		choices: readonly Choice<string>[],
		initial?: readonly string[],
	): Promise<readonly string[]>;
	begin(title: string): void;
	/** Shows lines in a frame. */
	show(title: string, lines: readonly string[]): void;
}

export function promptsOn({ input, output }: Terminal): Prompts {
	// Some terminals, such as those of containers, say that they have no column.
	if ('columns' in output && output.columns === 0) Object.assign(output, { columns: 80 });
	const streams = { input, output } as const;
	/** Without `typed`: what is chosen is kept only when it is sent. */
	async function answerOf<Answer>(
		asked: Promise<Answer | typeof clack.CANCEL_SYMBOL>,
		typed = (): string => '',
	): Promise<Answer> {
		let close = (): void => {};
		const closed = new Promise<typeof clack.CANCEL_SYMBOL>((resolve) => {
			close = () => resolve(clack.CANCEL_SYMBOL);
			input.once('end', close);
		});
		try {
			const answer = await Promise.race([asked, closed]);
			if (clack.isCancel(answer)) throw new Cancelled(typed());
			return answer as Answer;
		} finally {
			input.off('end', close);
		}
	}

	/** The prompt does not return what was typed when it is cancelled, so this edits the same keys. */
	function recordTyping(initial: string) {
		const editor = createInterface({ input, output: nowhere(), terminal: true, escapeCodeTimeout: 50 });
		editor.write(initial);
		return { typed: () => editor.line, close: () => editor.close() };
	}

	return {
		async text(message, { placeholder, initial = '', problemOf = () => null } = {}) {
			const typing = recordTyping(initial);
			const asked = clack.text({
				...streams,
				message,
				...(placeholder !== undefined && { placeholder }),
				initialValue: initial,
				validate: (text) => problemOf((text ?? '').trim()) ?? undefined,
			});
			try {
				return ((await answerOf<string | undefined>(asked, typing.typed)) ?? '').trim();
			} finally {
				typing.close();
			}
		},
		choose: <Value extends string>(message: string, choices: readonly Choice<Value>[], initial?: Value) =>
			answerOf(
				clack.select<string>({
					...streams,
					message,
					options: choices.map((choice) => ({ ...choice })),
					...(initial !== undefined && { initialValue: initial }),
				}),
			) as Promise<Value>,
		chooseSome: (message, choices, initial = []) =>
			answerOf(
				clack.multiselect<string>({
					...streams,
					message,
					options: choices.map((choice) => ({ ...choice })),
					initialValues: [...initial],
					required: false,
					maxItems: 12,
				}),
			),
		begin: (title) => clack.intro(title, streams),
		show: (title, lines) => clack.note(lines.join('\n'), title, { ...streams, format: (line) => line }),
	};
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
