/** The next update of a notice, together with the notice as the update leaves it. */
import { newUpdate } from '../new-record.ts';
import type { AffectedComponent } from '../records/component.ts';
import type { NoticeValue } from '../records/notice.ts';
import type { UpdateValue } from '../records/update.ts';
import type { RichText } from '../rich-text.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import type { Notice } from '../views/notices.ts';
import { isEndedPhase } from '../vocabulary.ts';
import type { Context } from './context.ts';
import { putNotice } from './put-notice.ts';
import { checkLanguages, withTranslations } from './translations.ts';

/** What an update says, besides the phase and the impact that it changes. */
interface Message {
	readonly body?: RichText | undefined;
	readonly author?: string | null | undefined;
	readonly translations?: UpdateValue['translations'] | undefined;
}

/** The texts of an update and their author. `language` is the notice's. */
export function messageOf(
	{ body = [], author = null, translations = {} }: Message,
	language: string | null,
): Pick<UpdateValue, 'body' | 'author' | 'translations'> {
	checkLanguages(language, translations);
	return { body, author, translations };
}

/** Adds an update to a notice. `patch` holds the fields of the notice that change. */
export function step(
	{ id, value: before }: Notice,
	patch: Partial<NoticeValue>,
	message: Message & { readonly affected: readonly AffectedComponent[] },
	state: State,
	{ now, newId }: Context,
): KnownChange[] {
	const patched = withTranslations(before, { ...before, ...patch }, undefined);
	const ends = isEndedPhase(patched.phase);
	const value: NoticeValue = {
		...patched,
		endedAt: ends ? (patched.endedAt ?? now) : null,
		promise: ends ? null : patched.promise,
		updatedAt: now,
		latestUpdate: before.latestUpdate + 1,
	};
	// The update that ends a notice shows its components as operational. The notice still lists which were affected, and how.
	const affected =
		ends && before.endedAt === null
			? value.affected.map(({ component }) => ({ component, status: 'operational' as const }))
			: [...message.affected];
	const update = newUpdate({
		notice: id,
		number: value.latestUpdate,
		at: now,
		...messageOf(message, value.language),
		phase: value.phase === before.phase ? null : value.phase,
		impact: value.impact === before.impact ? null : value.impact,
		affected,
	});
	return [...putNotice(id, value, state), { kind: 'update', id: newId(), value: update }];
}
