/** What a dry run says, as a feed for the preview. */
import type { Feed } from '../../client/index.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import type { StateRecord } from '../../model/state/state.ts';
import type { Schema } from '../api/client.ts';
import { type NoticeResource, previewOf, recordsOfResource, withRecords } from './hypothetical.ts';
import { proposedRecords } from './proposed.ts';

interface Reviewed {
	/** The id that the notice would get. */
	readonly id: string;
	/** Why a second person must approve it. Empty: none must. */
	readonly reasons: readonly string[];
	readonly nextUpdateBy: string | null;
}

const isWaiting = ({ status }: Schema<'DryRun'>): boolean => status === 202;

export function noticeOf(answer: Schema<'DryRun'>): Reviewed {
	const {
		id,
		notice,
		reasons = [],
		promise,
	} = answer.response as {
		readonly id: string;
		readonly notice?: string;
		readonly reasons?: readonly string[];
		readonly promise?: NoticeValue['promise'];
	};
	return isWaiting(answer)
		? { id: notice ?? id, reasons, nextUpdateBy: null }
		: { id, reasons: [], nextUpdateBy: promise?.nextUpdateBy ?? null };
}

/** The feed that customers would have. */
export function hypotheticalFeed(live: Feed, answer: Schema<'DryRun'>): Feed {
	const state = live.snapshot().state;
	const records: readonly StateRecord[] = isWaiting(answer)
		? proposedRecords(answer.response as { readonly command: unknown }, state, live.clock.now())
		: recordsOfResource(answer.response as NoticeResource);
	return previewOf(live, (current) => withRecords(current, records));
}
