/** What the answer to a change must hold to count as done: a server that says less may not have done it. */
import { isJson } from './answer.ts';
import { isNotice } from './board.ts';

export interface Expected {
	/** Whether an answer says that the change was made; `undefined` is the answer without content. */
	readonly isDone: (answer: unknown) => boolean;
	/** What is true once it was made: "It is published". */
	readonly deed: string;
	/** The command that shows whether it was made. */
	readonly look: string;
}

/** A notice as it now stands: the one with this id, where it is known. */
export const publishedNotice = (id?: string): Expected => ({
	isDone: (answer) => isNotice(answer) && (id === undefined || answer.id === id),
	deed: 'It is published',
	look: 'candor list',
});

export const retractedNotice = (id: string): Expected => ({
	isDone: (answer) => isJson(answer) && answer.id === id && answer.retracted === true,
	deed: 'It is retracted',
	look: 'candor list',
});

export const storedComponent = (id: string): Expected => ({
	isDone: (answer) => isJson(answer) && answer.id === id && typeof answer.name === 'string',
	deed: 'It is done',
	look: 'candor components',
});

export const storedPage: Expected = {
	isDone: (answer) => isJson(answer) && typeof answer.name === 'string',
	deed: 'It is done',
	look: 'candor page',
};

export const newToken: Expected = {
	isDone: (answer) => isJson(answer) && isText(answer.id) && isText(answer.token),
	deed: 'It is done',
	look: 'candor token list',
};

/** What was put there whole: an answer with this text in it, and with these members. */
export const stored = (text: string, members: Readonly<Record<string, string>>, look: string): Expected => ({
	isDone: (answer) =>
		isJson(answer) &&
		isText(answer[text]) &&
		Object.entries(members).every(([name, value]) => answer[name] === value),
	deed: 'It is published',
	look,
});

/** Something was removed: the answer is status 204. */
export const removed = (look: string): Expected => ({
	isDone: (answer) => answer === undefined,
	deed: 'It is done',
	look,
});

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
