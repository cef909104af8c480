import { plainText } from '../../model/rich-text.ts';
import type { State } from '../../model/state/state.ts';
import { componentChanges } from '../../model/views/component-changes.ts';
import type { Notice } from '../../model/views/notices.ts';
import { postmortemOf } from '../../model/views/postmortems.ts';
import { bodyInLanguage, inLanguage } from '../../model/views/translation.ts';
import { timeline } from '../../model/views/updates.ts';
import { label, message } from '../i18n/messages.ts';
import { announcementText, noticeTitle } from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { announcement } from '../shared/announcement.ts';
import { changeText } from './change-text.ts';

/** Characters of an update that are announced. The visitor can read the rest. */
const maxBodyLength = 300;

/**
 * What was last announced of a notice: the number of its newest update, and whether it has a
 * post-mortem.
 */
type Announced = readonly [update: number, hasPostmortem: boolean];

/** What a timeline announces: each change once, also a second update in the same phase. */
export class TimelineAnnouncer {
	#announced: ReadonlyMap<string, Announced> | null = null;
	#node: HTMLElement | null = null;

	/**
	 * The content of the live region after an update. It stays the same while there is nothing new.
	 *
	 * @param onlyPostmortems - Another element announces notices and updates, but no post-mortems.
	 */
	contentFor(shown: readonly Notice[], state: State, onlyPostmortems: boolean): HTMLElement | null {
		const before = this.#announced;
		this.#announced = new Map(
			shown.map(({ id, value }) => [id, [value.latestUpdate, postmortemOf(state, id) !== null]]),
		);
		if (!before) return null;
		const text = shown
			.flatMap((notice) => announcements(notice, before.get(notice.id), state, onlyPostmortems))
			.join(' ');
		if (text) this.#node = announcement(text);
		return this.#node;
	}
}

function announcements(
	notice: Notice,
	before: Announced | undefined,
	state: State,
	onlyPostmortems: boolean,
): string[] {
	const { id, value } = notice;
	const [announcedUpdate, hadPostmortem] = before ?? [0, false];
	const postmortem = hadPostmortem ? null : postmortemOf(state, id);
	const last = postmortem
		? [
				announcementText(
					notice,
					inLanguage(postmortem.value, preferredLanguages()).value.title,
					message('report'),
				),
			]
		: [];
	if (onlyPostmortems || announcedUpdate >= value.latestUpdate) return last;
	const updates = timeline(state, id);
	// Not a backdated one, which has the same number.
	const [latest] = updates.filter(({ value: { number } }) => number === value.latestUpdate).slice(-1);
	const changes = (latest && componentChanges(updates).get(latest.id)) ?? [];
	const body = latest && bodyInLanguage(latest.value, value.language, preferredLanguages()).value;
	return [
		announcementText(notice, noticeTitle(notice), label('phases', value.phase)),
		body ? plainText(body).slice(0, maxBodyLength) : '',
		...changes.map((change) => `${changeText(change, state)}.`),
		...last,
	].filter(Boolean);
}
