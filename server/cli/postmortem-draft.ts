/** What the commands about the draft of a post-mortem share. */
import type { PostmortemDraftValue } from '../../src/model/generated/record-types.ts';
import { pathTo } from './api/client.ts';
import { isObject, unexpectedResponse } from './api/response.ts';
import { oneLine } from './terminal-text.ts';

export type Draft = PostmortemDraftValue & {
	readonly seq: number;
	readonly advice: readonly { readonly field: string; readonly message: string }[];
	readonly authorName: string | null;
	readonly reviewerName: string | null;
};

export const noticeHelp = 'the notice’s id or its beginning';
/** For `addWriteOptions`. */
export const theDraft = ['the draft', 'candor postmortem draft --json'] as const;

export const draftPath = (id: string, ...rest: readonly string[]): string =>
	pathTo('v1', 'notices', id, 'postmortem', 'draft', ...rest);

export function draftIn(body: unknown): Draft {
	if (!isObject(body) || !Array.isArray(body.actions) || !Array.isArray(body.advice))
		throw unexpectedResponse('it is no draft of a post-mortem');
	return body as unknown as Draft;
}

/** Who wrote and reviewed it, and what comes next. */
export function nextLines(
	id: string,
	{ authorName, reviewerName, reviewedBy, publishedAt, seq }: Draft,
): string[] {
	const review =
		reviewedBy === null
			? `not reviewed. Another person reviews it: candor postmortem review ${id}`
			: `reviewed by ${oneLine(reviewerName ?? 'an operator')}. Publish it: candor postmortem publish ${id}`;
	return [
		`Written by ${oneLine(authorName ?? 'an operator')}, ${publishedAt === null ? review : 'published'}.   seq ${seq}`,
	];
}
