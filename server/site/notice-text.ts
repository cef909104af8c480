/** A notice in a reader's language, as the documents of the site show it. */
import type { NoticeValue, PostmortemValue } from '../../src/model/generated/record-types.ts';
import { endOf } from '../../src/model/history/notice-end.ts';
import type { RichText } from '../../src/model/rich-text.ts';
import { componentName } from '../../src/model/views/components.ts';
import { effectivePhase, isExpired, type Notice } from '../../src/model/views/notices.ts';
import { isWithdrawn, type PhasedUpdate, phasedUpdates } from '../../src/model/views/phased-updates.ts';
import { postmortemOf } from '../../src/model/views/postmortems.ts';
import { bodyInLanguage, type InLanguage, inLanguage } from '../../src/model/views/translation.ts';
import { finalPhaseOf, isEndedPhase, type Phase } from '../../src/model/vocabulary.ts';
import type { SiteView } from './view.ts';

export interface UpdateText extends PhasedUpdate {
	/** Empty if it was withdrawn or removed. */
	readonly body: RichText;
	/** The BCP 47 tag of the body. */
	readonly language: string;
}

export interface NoticeText extends InLanguage<NoticeValue> {
	readonly id: string;
	/** By the clock: maintenance begins and ends with its window. */
	readonly phase: Phase;
	/** ISO 8601; `null` while it is open. */
	readonly endedAt: string | null;
	/** The names of components. */
	readonly affected: readonly string[];
	readonly unaffected: readonly string[];
	/** The newest first. */
	readonly updates: readonly UpdateText[];
	readonly postmortem: InLanguage<PostmortemValue> | null;
	/** When anything of it last changed. */
	readonly changedAt: string;
}

/** A notice that expired without an end has the last phase of its kind. */
function phaseOf(value: NoticeValue, now: number): Phase {
	const phase = effectivePhase(value, now);
	return isExpired(value, now) && !isEndedPhase(phase) ? finalPhaseOf[value.kind] : phase;
}

export function noticeText({ state, now, wanted }: SiteView, notice: Notice): NoticeText {
	const { value, language } = inLanguage(notice.value, wanted);
	const postmortem = postmortemOf(state, notice.id);
	const changes = [value.updatedAt, postmortem?.value.updatedAt ?? value.updatedAt];
	const names = (ids: readonly string[]): string[] => [
		...new Set(ids.map((component) => componentName(state, component))),
	];
	return {
		id: notice.id,
		value,
		language,
		phase: phaseOf(value, now),
		endedAt: endOf(value, now),
		affected: names(value.affected.map(({ component }) => component)),
		unaffected: names(value.unaffected),
		updates: phasedUpdates(state, notice).map((update) => {
			const body = bodyInLanguage(update.value, value.language, wanted);
			return { ...update, body: body.value, language: body.language };
		}),
		postmortem: postmortem && inLanguage(postmortem.value, wanted),
		changedAt: changes.sort().at(-1) as string,
	};
}

/** The updates of a notice that were not withdrawn, the newest first. */
export const validUpdates = ({ updates }: NoticeText): readonly UpdateText[] =>
	updates.filter((update) => !isWithdrawn(update));
