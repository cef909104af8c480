/**
 * What an operator has answered so far, in a file that only they can read: a terminal that is
 * closed, a refusal and Escape lose no word. It is removed once the notice is published.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import type { Io } from '../io.ts';
import { keepFile, newPath } from '../kept-files.ts';
import { readJsonObject } from '../options/json-file.ts';

/** By the name of the question. */
export type Answers = Record<string, string | readonly string[]>;

export interface KeptAnswers {
	readonly path: string;
	readonly answers: Answers;
	/** Adds an answer and writes the file. */
	keep(name: string, answer: string | readonly string[]): void;
}

/** `resumed`: the file of an earlier attempt, which is used on. */
export async function keepAnswers(io: Io, resumed: string | undefined): Promise<KeptAnswers> {
	const answers = resumed === undefined ? {} : answersIn(await readAnswers(io, resumed));
	const path = resumed ?? newPath('notice.json');
	const advice = `To go on: candor open --resume ${path}`;
	if (resumed !== undefined) keepFile(io, path, advice);
	return {
		path,
		answers,
		keep(name, answer) {
			answers[name] = answer;
			writeFileSync(path, `${JSON.stringify(answers, null, '\t')}\n`, { mode: 0o600 });
			// A file that was there keeps its mode.
			chmodSync(path, 0o600);
			keepFile(io, path, advice);
		},
	};
}

const readAnswers = (io: Io, path: string) =>
	readJsonObject(io, path, {
		what: 'the answers of an earlier "candor open"',
		advice: 'Name the file that it has kept.',
	});

const answersIn = (given: Readonly<Record<string, unknown>>): Answers =>
	Object.fromEntries(
		Object.entries(given).flatMap(([name, answer]): [string, string | string[]][] => {
			if (typeof answer === 'string') return [[name, answer]];
			return Array.isArray(answer) ? [[name, answer.filter((each) => typeof each === 'string')]] : [];
		}),
	);
