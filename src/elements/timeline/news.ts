/** What a timeline tells a screen reader: each change once, also a second update in the same phase. */

import { plainText, type RichText } from '../../model/rich-text.ts';
import type { State } from '../../model/state/commit.ts';
import { componentChanges } from '../../model/views/component-changes.ts';
import { type Notice, timeline, type Update } from '../../model/views/notices.ts';
import { postmortemOf } from '../../model/views/remedies.ts';
import type { Translated } from '../../model/views/translation.ts';
import { label, message } from '../i18n/messages.ts';
import { announcementText } from '../i18n/notice-text.ts';
import { changeText } from './changes.ts';

/** Characters of an update that are read aloud: the rest is there to be read. */
const longest = 300;

/** What was told of a notice: its newest update, and whether it has a post-mortem. */
type Told = readonly [update: number, hasReport: boolean];

/** How an operator's words are said in the reader's language. */
interface Translator {
	readonly title: (value: Translated & { readonly title: string }) => string;
	readonly body: (update: Update, notice: Notice) => RichText;
}

export class News {
	#told: ReadonlyMap<string, Told> | null = null;
	#text = '';

	/** What is to be said after these notices were shown; the same text as before while there is no news. `isSilent`: somebody else says what is new, but for the report. */
	tell(shown: readonly Notice[], state: State, translator: Translator, isSilent: boolean): string {
		const before = this.#told;
		this.#told = new Map(
			shown.map(({ id, value }) => [id, [value.latestUpdate, postmortemOf(state, id) !== null]]),
		);
		if (!before) return '';
		const news = shown
			.flatMap((notice) => newsOf(notice, before.get(notice.id), state, translator, isSilent))
			.join(' ');
		// A text that is the same again would not be read again.
		if (news) this.#text = news === this.#text ? `${news}\u00a0` : news;
		return this.#text;
	}
}

function newsOf(
	notice: Notice,
	before: Told | undefined,
	state: State,
	{ title, body }: Translator,
	isSilent: boolean,
): string[] {
	const { id, value } = notice;
	const [update, hadReport] = before ?? [0, false];
	const report = hadReport ? null : postmortemOf(state, id);
	const said = report ? [announcementText(notice, title(report.value), message('report'))] : [];
	if (isSilent || update >= value.latestUpdate) return said;
	const updates = timeline(state, id);
	const latest = updates.find(({ value: { number } }) => number === value.latestUpdate);
	const changes = (latest && componentChanges(updates).get(latest.id)) ?? [];
	return [
		announcementText(notice, title(value), label('phases', value.phase)),
		latest ? plainText(body(latest, notice)).slice(0, longest) : '',
		...changes.map((change) => `${changeText(change, state)}.`),
		...said,
	].filter(Boolean);
}
