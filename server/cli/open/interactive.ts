/** The questions of `candor open`, the review, and what becomes of the notice. */
import { isObject } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { DryRunEnd } from '../dry-run-end.ts';
import type { Terminal } from '../io.ts';
import type { ReadTime } from '../options/time.ts';
import { readingLines } from '../render/dry-run.ts';
import { objectsOf } from '../render/log-entry.ts';
import { reasonsText } from '../render/waiting-draft.ts';
import type { Session } from '../session.ts';
import { sanitize } from '../terminal-text.ts';
import { askNotice } from './ask-notice.ts';
import type { Fields } from './asking.ts';
import { keepAnswers } from './kept-answers.ts';
import { Cancelled, type Prompts, promptsOn } from './prompts.ts';

/** What the operator has decided. */
export interface Asked {
	readonly fields: Fields;
	readonly isDraft: boolean;
}

const cancelled = (): CliError => new CliError('usage', 'Cancelled. Nothing was sent.');

/** `given`: the fields of the options. `resumed`: a file of kept answers. */
export async function askAndReview(
	session: Session,
	terminal: Terminal,
	given: Fields,
	{
		time,
		resumed,
		isDraft,
	}: { readonly time: ReadTime; readonly resumed?: string | undefined; readonly isDraft: boolean },
): Promise<Asked> {
	const prompts = promptsOn(terminal);
	const kept = await keepAnswers(session.io, resumed);
	if (typeof given.body === 'string') kept.keep('body', given.body);
	prompts.begin('A new notice. Escape ends it and keeps your words.');
	try {
		const fields = { ...given, ...(await askNotice({ session, prompts, kept, time }, given)) };
		const decided = await review(session, prompts, fields, isDraft);
		if (decided === 'cancel') throw cancelled();
		return { fields, isDraft: decided === 'draft' };
	} catch (error) {
		if (error instanceof Cancelled) throw cancelled();
		throw error;
	}
}

/** Shows what customers would read. The server decides it, and publishes nothing. */
async function review(
	session: Session,
	prompts: Prompts,
	body: Fields,
	isDraft: boolean,
): Promise<'publish' | 'draft' | 'cancel'> {
	const draft = { value: 'draft', label: 'Write it as a draft', hint: 'a publisher approves it' } as const;
	const cancel = { value: 'cancel', label: 'Cancel', hint: 'your words are kept in a file' } as const;
	const preview = await previewOf(session, body);
	if (!preview) {
		prompts.show('Review', ['Your role may write drafts. A publisher sees this one and approves it.']);
		return prompts.choose('What now?', [draft, cancel]);
	}
	const { response, changes } = preview;
	const isWaiting = isObject(response) && response.waiting === true;
	const lines = isWaiting
		? [`A second person must approve it: ${reasonsText(response.reasons)}.`]
		: await readingLines(session, response, objectsOf(sanitize(changes)));
	prompts.show('Review', lines);
	if (session.isDryRun) throw new DryRunEnd();
	const publish = {
		value: 'publish',
		label: isWaiting ? 'Send it to a second person' : 'Publish it',
		hint: isWaiting ? 'nothing is published before' : 'every open page shows it at once',
	} as const;
	return prompts.choose('What now?', isDraft ? [draft, publish, cancel] : [publish, draft, cancel]);
}

/** `null`: the role may not publish. */
async function previewOf({ client }: Session, body: Fields) {
	const request = {
		method: 'POST',
		path: 'v1/notices',
		body,
		expectation: { isConfirmedBy: () => true, statement: '', checkWith: '' },
	} as const;
	try {
		return await client.dryRun(request);
	} catch (error) {
		if (error instanceof CliError && error.code === 'forbidden') return null;
		throw error;
	}
}
