/** Corrections: a notice that left every page, and one that came back. */
import type {
	NoticeValue,
	RetractionValue,
	UpdateValue,
} from '../../../../src/model/generated/record-types.ts';
import { liveRecord, type State } from '../../../../src/model/state/state.ts';
import { effectivePhase, type Notice } from '../../../../src/model/views/notices.ts';
import { inLanguage } from '../../../../src/model/views/translation.ts';
import { timeline } from '../../../../src/model/views/updates.ts';
import { noticeText, validUpdates } from '../../../site/notice-text.ts';
import type { SiteView } from '../../../site/view.ts';
import { channelWords } from '../../../site/words/channel-words.ts';
import type { ChannelEvent } from '../channel-events.ts';
import { type Content, factsOf, nextOf, noticeOf, paragraph } from './content.ts';

/** A notice as it was when it was retracted. */
export interface RetractedNotice {
	readonly value: NoticeValue;
	readonly updates: readonly UpdateValue[];
	/** ISO 8601 in UTC. */
	readonly retractedAt: string;
}

/** `null`: the notice is on the pages again, or an earlier version retracted it and kept nothing. */
export function retractedNotice(state: State, id: string): RetractedNotice | null {
	const retraction = liveRecord(state, 'retraction', id)?.value as RetractionValue | undefined;
	const notice = retraction?.records.find((each) => each.kind === 'notice' && each.id === id);
	if (!retraction || !notice) return null;
	return {
		value: notice.value as unknown as NoticeValue,
		updates: retraction.records
			.filter(({ kind }) => kind === 'update')
			.map(({ value }) => value as unknown as UpdateValue),
		retractedAt: retraction.at,
	};
}

/** The title is all that it repeats. `null`: it was restored, or retracted once more, meanwhile. */
export function retractedContent(view: SiteView, { notice: id, at }: ChannelEvent): Content | null {
	const found = retractedNotice(view.state, id);
	if (!found || found.value.drill || found.retractedAt !== at) return null;
	const { value, language } = inLanguage(found.value, view.wanted);
	const { retracted: head, retractedText: note } = channelWords[view.language];
	const { updates } = found;
	const phase = effectivePhase(value, view.now);
	return {
		...{ head, note, words: [], wordsLanguage: language, body: [paragraph(note)] },
		notice: noticeOf({ id, value: { ...value, promise: null }, phase, updates }, view),
	};
}

/** With the newest words: the retraction asked readers to disregard all of them. */
export function restoredContent(view: SiteView, notice: Notice): Content {
	const text = noticeText(view, notice);
	const { value, phase, affected } = text;
	const [latest] = validUpdates(text);
	const { restored: head, restoredText: note } = channelWords[view.language];
	const words = latest?.body ?? [];
	const updates = timeline(view.state, notice.id).map((each) => each.value);
	return {
		...{ head, note, words, wordsLanguage: latest?.language ?? text.language },
		notice: noticeOf({ id: notice.id, value, phase, updates }, view),
		body: [paragraph(note), ...factsOf(value, affected, view), ...words, ...nextOf(value, view)],
	};
}
