/** What a banner says about a notice, whatever draws it. */
import type { FeedSnapshot } from '../../client/index.ts';
import type { RichText } from '../../model/rich-text.ts';
import { isEnded, type Notice, promiseState } from '../../model/views/notices.ts';
import { latestOf, timeline, type Update } from '../../model/views/updates.ts';
import { type Tone, toneOfNotice } from '../shared/tones.ts';
import type { BannerWords } from './words.ts';

/** One part of the details: a label, which may be empty, and a text. */
export interface DetailsPart {
	readonly label: string;
	readonly content: RichText;
	/** How the text was corrected. */
	readonly note?: string;
}

export interface NoticeView {
	readonly notice: Notice;
	readonly tone: Tone;
	readonly title: string;
	/** The word for the severity. Empty once the notice has ended: the title says so. */
	readonly severity: string;
	/** The next update, the phase, the age of the state: a phone may have room for the first alone. */
	readonly facts: readonly string[];
	readonly isDismissible: boolean;
	/** What a screen reader announces when the notice has changed. */
	readonly spoken: string;
	/** The details, the most important first. */
	readonly parts: readonly DetailsPart[];
	/** The updates before the latest one, the newest first. */
	readonly earlier: readonly DetailsPart[];
	/** The BCP 47 tag of the language of the texts. */
	readonly language?: string;
	readonly links?: readonly { readonly href: string | null | undefined; readonly text: string }[];
}

const inline = (text: string) => [{ type: 'text', text } as const];
export const paragraphs = (...lines: readonly string[]): RichText =>
	lines.filter(Boolean).map((line) => ({ type: 'paragraph', children: inline(line) }));
const list = (lines: readonly string[]): RichText =>
	lines.length ? [{ type: 'list', ordered: false, items: lines.map(inline) }] : [];

/** @param now - Server time, epoch milliseconds. */
export function noticeView(
	notice: Notice,
	snapshot: FeedSnapshot,
	now: number,
	words: BannerWords,
): NoticeView {
	const { value } = notice;
	const { state } = snapshot;
	const { message, time } = words;
	const hasEnded = isEnded(value, now);
	const phase = words.phase(notice, now);
	const severity = words.severity(value, now);
	const promise = promiseState(value, now);
	const age = words.age(snapshot, now);
	const updates = timeline(state, notice.id);
	const latest = latestOf(updates);

	const updatePart = ({ value }: Update, title: string): DetailsPart => ({
		label: `${title} · ${time(value.at, now)}`,
		content: words.body(value),
		note: words.correction(value, now),
	});
	/** What no longer matters once the notice has ended. */
	const whileOpen = (...parts: readonly DetailsPart[]): readonly DetailsPart[] => (hasEnded ? [] : parts);
	return {
		notice,
		// Old information is not shown as certain: no green for a notice that had ended when the
		// server was last heard.
		tone: hasEnded && age ? 'info' : toneOfNotice(value, now),
		title: hasEnded ? message('ended', { phase, title: value.title }) : value.title,
		severity: hasEnded ? '' : severity,
		facts: [
			promise.at === null
				? ''
				: message(promise.state === 'overdue' ? 'late' : 'promised', { time: time(promise.at, now) }),
			hasEnded ? message('updated', { ago: time(value.updatedAt, now) }) : phase,
			age,
			// The one phase of an announcement has the name of its kind.
		].filter((fact) => fact && fact !== severity),
		isDismissible: value.dismissible !== false || hasEnded,
		spoken: `${phase}: ${value.title}.`,
		parts: [
			...(latest ? [updatePart(latest, message('latest'))] : []),
			...whileOpen(
				{ label: '', content: paragraphs(...words.components(state, value, now)) },
				{ label: message('workaround'), content: [...(value.workaround ?? []), ...list(value.checklist)] },
			),
			{ label: message('yourData'), content: words.dataSafety(value) },
			...whileOpen(
				{ label: message('doing'), content: list(value.actions) },
				{ label: '', content: paragraphs(words.end(notice, now)) },
			),
		].filter(({ content }) => content.length),
		earlier: updates
			.filter((update) => update !== latest)
			.map((update) => updatePart(update, words.updateTitle(update.value))),
	};
}
