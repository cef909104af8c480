/** One question of `candor open`, whose answer is kept at once. */
import { parseTime, type ReadTime } from '../options/time.ts';
import type { Session } from '../session.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { Cancelled, type Choice, type Prompts } from './prompts.ts';

/** Fields of a request body. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Asking {
	readonly session: Session;
	readonly prompts: Prompts;
	readonly kept: KeptAnswers;
	readonly time: ReadTime;
}

/** The answer of an earlier attempt. */
const textAnswer = (answer: string | readonly string[] | undefined): string | undefined =>
	typeof answer === 'string' ? answer : undefined;
const listAnswer = (answer: string | readonly string[] | undefined): readonly string[] =>
	typeof answer === 'string' || answer === undefined ? [] : answer;

/** Asks, and keeps the answer. What was typed before Escape is kept too. */
export async function askText(
	{ prompts, kept }: Asking,
	name: string,
	message: string,
	question: Omit<NonNullable<Parameters<Prompts['text']>[1]>, 'initial'>,
): Promise<string> {
	try {
		const answer = await prompts.text(message, { ...question, initial: textAnswer(kept.answers[name]) });
		kept.keep(name, answer);
		return answer;
	} catch (error) {
		if (error instanceof Cancelled && error.typed !== '') kept.keep(name, error.typed);
		throw error;
	}
}

export async function askChoice<Value extends string>(
	{ prompts, kept }: Asking,
	name: string,
	message: string,
	choices: readonly Choice<Value>[],
	initial?: Value,
): Promise<Value> {
	const before = choices.find(({ value }) => value === kept.answers[name])?.value;
	const answer = await prompts.choose(message, choices, before ?? initial);
	kept.keep(name, answer);
	return answer;
}

export async function askOptional(
	asking: Asking,
	name: string,
	message: string,
	placeholder: string,
): Promise<Fields> {
	const answer = await askText(asking, name, message, { placeholder });
	return answer === '' ? {} : { [name]: answer };
}

export const required =
	(longest: number) =>
	(given: string): string | null => {
		if (given === '') return 'Write something here.';
		return given.length > longest ? `Use at most ${longest} characters.` : null;
	};

/** What is wrong with a time; `null`: nothing. */
export const timeProblem = (given: string): string | null => {
	try {
		parseTime(given);
		return null;
	} catch (error) {
		return (error as Error).message;
	}
};

export async function askSome(
	{ prompts, kept }: Asking,
	name: string,
	message: string,
	choices: readonly Choice<string>[],
): Promise<readonly string[]> {
	const answer = await prompts.chooseSome(message, choices, listAnswer(kept.answers[name]));
	kept.keep(name, answer);
	return answer;
}
