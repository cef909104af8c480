/** The notices of one visitor, in their language, with what changed a moment ago first. */
import type { Feed, FeedSnapshot } from '../../client/index.ts';
import type { VisitorContext } from '../../model/audience.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { State } from '../../model/state/state.ts';
import { activeNotices, type Notice, recentNotices } from '../../model/views/notices.ts';
import { page } from '../../model/views/page.ts';
import { bodyInLanguage, inLanguage } from '../../model/views/translation.ts';
import { latestOf, timeline } from '../../model/views/updates.ts';
import { ageText } from '../i18n/connection-text.ts';
import { firstSentence } from '../i18n/first-sentence.ts';
import { label, message } from '../i18n/messages.ts';
import {
	correctionText,
	phaseText,
	setByTeamText,
	severityText,
	shortNames,
	updateTitle,
	windowText,
} from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { clockTime } from '../i18n/time.ts';
import { shownSnapshot } from '../shared/shown-snapshot.ts';
import { visitorContext } from '../shared/visitor-context.ts';
import type { BannerMemory } from './banner-memory.ts';
import { notAffectedText, noticesFor, withoutDetails } from './notices-for-visitor.ts';
import { type NoticeView, noticeView, paragraphs } from './view.ts';
import type { BannerWords } from './words.ts';

/** How long the end of a notice is shown to a visitor who saw it open. */
const resolutionMs = 6 * 60 * 60_000;

/** @param language - The language in which the notice's updates were written. */
const wordsFor = (language: string | null): BannerWords => ({
	message,
	phase: phaseText,
	severity: severityText,
	time: clockTime,
	age: ageText,
	end: windowText,
	components(state, value, now) {
		const sentence = (name: 'affected' | 'unaffected', ids: readonly string[]): string =>
			ids.length ? message(name, { names: shortNames(state, ids) }) : '';
		return [
			sentence(
				'affected',
				value.affected.map(({ component }) => component),
			),
			setByTeamText(state, value, now),
			sentence('unaffected', value.unaffected),
		];
	},
	dataSafety: ({ dataSafety }) =>
		dataSafety ? [...paragraphs(label('safetyMeanings', dataSafety.state)), ...dataSafety.statement] : [],
	updateTitle: ({ phase }) => updateTitle(phase),
	body: (update) => bodyInLanguage(update, language, preferredLanguages()).value,
	correction: (value, now) => correctionText({ id: '', value }, now),
});

/** What a banner's notices depend on at one moment. */
export interface Situation {
	readonly feed: Feed;
	readonly snapshot: FeedSnapshot;
	/** Server time, epoch milliseconds. */
	readonly now: number;
	readonly visitor: VisitorContext;
	readonly memory: BannerMemory;
}

export const situationOf = (feed: Feed, host: HTMLElement, memory: BannerMemory): Situation => ({
	feed,
	snapshot: shownSnapshot(feed) ?? feed.snapshot(),
	now: feed.clock.now(),
	visitor: visitorContext(host),
	memory,
});

/** The visitor's notices, dismissed ones too: the newest news, then all others. */
export function visitorNotices({ feed, snapshot, now, visitor, memory }: Situation): Notice[] {
	const { state } = snapshot;
	const newsSince = (notice: Notice): number => memory.newsSince(notice, now) ?? 0;
	return noticesFor(visitor, [
		...activeNotices(state, now),
		// The end of a notice concerns only visitors who saw it open.
		...recentNotices(state, now, resolutionMs).filter((notice) => memory.wasSeen(feed, notice)),
	]).sort((a, b) => newsSince(b) - newsSince(a));
}

/**
 * The text whose first sentence is announced with the notice's phase: of its latest update, and not
 * of an older one, which a later phase contradicts. What the page found out itself has no updates.
 */
function spokenText(notice: Notice, { workaround }: NoticeValue, state: State): RichText {
	const latest = latestOf(timeline(state, notice.id));
	if (!latest) return workaround ?? [];
	const { value } = latest;
	return value.number === notice.value.latestUpdate ? wordsFor(notice.value.language).body(value) : [];
}

/** What the banner shows of these notices. */
export function visitorViews(
	notices: readonly Notice[],
	{ snapshot, now, visitor, memory }: Situation,
): NoticeView[] {
	return notices.map((notice, index): NoticeView => {
		const { value, language } = inLanguage(notice.value, preferredLanguages());
		const notAffected = notAffectedText(notice, visitor);
		const isAffected = notAffected === null;
		const view = noticeView(
			{ ...notice, value: isAffected ? value : withoutDetails(value) },
			snapshot,
			now,
			wordsFor(notice.value.language),
		);
		const parts = isAffected ? view.parts : [{ label: '', content: paragraphs(notAffected) }];
		const sentence = firstSentence(
			isAffected ? spokenText(notice, value, snapshot.state) : paragraphs(notAffected),
		);
		const said = { title: value.title, phase: phaseText(notice, now), sentence };
		const drill = value.drill ? message('drill') : '';
		return {
			...view,
			// Dismissing needs the notice as it is in the log.
			notice,
			language,
			parts,
			earlier: isAffected ? view.earlier : [],
			severity: drill || (isAffected ? view.severity : ''),
			facts: [memory.isChanged(notice) ? message('isNew') : '', ...view.facts].filter(Boolean),
			spoken: [drill, message(sentence ? 'saidMore' : 'said', said)].filter(Boolean).join(' '),
			links: [
				{ href: value.moreUrl, text: message('readMore') },
				...(index ? [] : [{ href: page(snapshot.state)?.statusUrl, text: message('statusPage') }]),
			],
		};
	});
}
