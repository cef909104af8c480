/**
 * The issues of a schema in our words: a path and a sentence that says what to write instead.
 * Schemas give most of them their own sentence; here are those for which zod has only a technical
 * one.
 */
import { z } from 'zod';
import type { Issue } from '../../src/model/errors.ts';

type SchemaIssue = z.core.$ZodIssue;

/** A text that is missing in its schema's own words is one of these. */
const { localeError } = z.locales.en();

/** One issue for each field, so that each has its own path. */
export function schemaIssues(issues: readonly SchemaIssue[]): readonly Issue[] {
	return issues.flatMap((issue): readonly Issue[] => {
		const path = issue.path.join('.');
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({
				path: [...issue.path, key].join('.'),
				message: 'There is no such field. Check its spelling, or remove it.',
			}));
		return [{ path, message: isOurs(issue) ? issue.message : sentenceOf(issue) }];
	});
}

/** Whether the schema gave the message. */
function isOurs(issue: SchemaIssue): boolean {
	if (issue.code === 'custom') return issue.message !== 'Invalid input';
	// The library's message names what it received, which the issue does not.
	if (issue.code === 'invalid_type') return !issue.message.startsWith('Invalid input: expected ');
	return issue.message !== localeMessage(issue);
}

function localeMessage(issue: SchemaIssue): string | undefined {
	const found = localeError(issue as z.core.$ZodRawIssue);
	return typeof found === 'string' ? found : found?.message;
}

function sentenceOf(issue: SchemaIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return typeSentence(issue);
		case 'too_big':
			return limitSentence('most', issue.origin, issue.maximum, issue.inclusive);
		case 'too_small':
			return limitSentence('least', issue.origin, issue.minimum, issue.inclusive);
		case 'invalid_value':
			return choiceSentence(issue.values.map(String));
		case 'invalid_format':
			return formatSentences[issue.format] ?? 'This has the wrong form. GET /v1/openapi.json describes it.';
		case 'invalid_union':
			return unionSentence(issue);
		case 'not_multiple_of':
			return `Use a multiple of ${issue.divisor}.`;
		default:
			return 'This value is not possible here. GET /v1/openapi.json describes what is.';
	}
}

const typeWords: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	record: 'an object',
};

function typeSentence({ expected, message }: z.core.$ZodIssueInvalidType): string {
	const wanted = typeWords[expected] ?? expected;
	if (message.endsWith('received undefined')) return `This is missing. Send ${wanted}.`;
	return `Send ${wanted} here.`;
}

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' };

function limitSentence(
	which: 'most' | 'least',
	origin: string,
	limit: number | bigint,
	isInclusive: boolean | undefined,
): string {
	const unit = units[origin];
	const count = Number(limit).toLocaleString('en');
	if (unit !== undefined) {
		const isOne = Number(limit) === 1;
		return `Use at ${which} ${count}${isOne ? unit.replace(/ies$/, 'y').replace(/s$/, '') : unit}.`;
	}
	if (isInclusive === false) return `Use a number ${which === 'most' ? 'below' : 'above'} ${count}.`;
	return `Use a number that is at ${which} ${count}.`;
}

const choiceSentence = (words: readonly string[]): string =>
	words.length === 1 ? `Use ${words[0]}.` : `Use one of ${words.join(', ')}.`;

const formatSentences: Readonly<Record<string, string>> = {
	datetime: 'Use an ISO 8601 date and time such as 2030-01-31T09:30:00Z.',
	date: 'Use a date such as 2030-01-31.',
	url: 'Use an address such as https://www.example.com/.',
};

/** Each form of a union has a word that names it, such as the `type` of a claim. */
const unionSentence = ({ discriminator }: z.core.$ZodIssueInvalidUnion): string =>
	discriminator === undefined
		? 'This is none of the possible forms. GET /v1/openapi.json describes them.'
		: `Its "${discriminator}" is none of the possible words. GET /v1/openapi.json lists them.`;
