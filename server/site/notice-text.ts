/** A notice in a reader's language, as the documents of the site show it. */

import type { NoticeValue, PostmortemValue } from '../../src/model/generated/record-types.ts';
import { endOf } from '../../src/model/history/notice-end.ts';
import type { RichText } from '../../src/model/rich-text.ts';
import { componentName } from '../../src/model/views/components.ts';
import { effectivePhase, isExpired, type Notice } from '../../src/model/views/notices.ts';
import { postmortemOf } from '../../src/model/views/postmortems.ts';
import { bodyInLanguage, inLanguage } from '../../src/model/views/translation.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { finalPhaseOf, isEndedPhase, type Phase } from '../../src/model/vocabulary.ts';
import type { SiteView } from './view.ts';

export interface UpdateText {
	readonly id: string;
	readonly at: string;
	/** The phase of the notice from this update on. */
	readonly phase: Phase;
	readonly body: RichText;
	readonly language: string;
	readonly editedAt: string | null;
	readonly addedLater: boolean;
	/** When its words were withdrawn; it has none then. */
	readonly withdrawnAt: string | null;
}

export interface NoticeText {
	readonly id: string;
	readonly value: NoticeValue;
	/** The BCP 47 tag of its texts. */
	readonly language: string;
	/** By the clock: maintenance begins and ends with its window. */
	readonly phase: Phase;
	/** ISO 8601; `null` while it is open. */
	readonly endedAt: string | null;
	readonly affected: readonly string[];
	/** The newest first. */
	readonly updates: readonly UpdateText[];
	readonly postmortem: { readonly value: PostmortemValue; readonly language: string } | null;
	/** When anything of it last changed. */
	readonly changedAt: string;
}

/** A notice that expired without an end has the last phase of its kind. */
function phaseOf(value: NoticeValue, now: number): Phase {
	const phase = effectivePhase(value, now);
	return isExpired(value, now) && !isEndedPhase(phase) ? finalPhaseOf[value.kind] : phase;
}

export function noticeText(view: SiteView, notice: Notice): NoticeText {
	const { state, now, wanted } = view;
	const { value, language } = inLanguage(notice.value, wanted);
	const postmortem = postmortemOf(state, notice.id);
	const changes = [value.updatedAt, postmortem?.value.updatedAt ?? value.updatedAt];
	return {
		id: notice.id,
		value,
		language,
		phase: phaseOf(value, now),
		endedAt: endOf(value, now),
		affected: [...new Set(value.affected.map(({ component }) => componentName(state, component)))],
		updates: updatesOf(view, notice),
		postmortem: postmortem && inLanguage(postmortem.value, wanted),
		changedAt: changes.sort().at(-1) as string,
	};
}

function updatesOf({ state, wanted }: SiteView, { id, value }: Notice): UpdateText[] {
	let phase: Phase = value.kind === 'maintenance' ? 'scheduled' : 'investigating';
	if (value.kind === 'announcement' || value.kind === 'assurance') phase = 'published';
	return timeline(state, id)
		.reverse()
		.map((update) => {
			phase = update.value.phase ?? phase;
			const { at, editedAt = null, addedAt, withdrawnAt = null } = update.value;
			const body = bodyInLanguage(update.value, value.language, wanted);
			return {
				...{ id: update.id, at, phase, editedAt, withdrawnAt },
				...{ body: body.value, language: body.language, addedLater: addedAt != null },
			};
		})
		.reverse();
}

/** The words of a notice's updates that still count, the newest first. */
export const spokenUpdates = ({ updates }: Pick<NoticeText, 'updates'>): readonly UpdateText[] =>
	updates.filter(({ withdrawnAt }) => withdrawnAt === null);
