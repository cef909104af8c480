/** What a message says, before it has an id and a place in the log. */
import type { NoticeValue } from '../../../../src/model/generated/record-types.ts';
import type { UpdateValue } from '../../../../src/model/records/update.ts';
import type { Block, RichText } from '../../../../src/model/rich-text.ts';
import { componentName } from '../../../../src/model/views/components.ts';
import { impacts, type Phase, worst } from '../../../../src/model/vocabulary.ts';
import type { SiteView } from '../../../site/view.ts';
import { spanText, timeText } from '../../../site/words/times.ts';
import { fill } from '../../../site/words/words.ts';
import type { MessageNotice } from '../channel-message.ts';

export interface Content {
	/** What stands before the title: the phase, or “Withdrawn”. */
	readonly head: string;
	readonly notice: Omit<MessageNotice, 'url'>;
	/** A sentence of the server; `null`: there is none. */
	readonly note: string | null;
	/** The operators’ words. */
	readonly words: RichText;
	/** The BCP 47 tag of the operators’ words. */
	readonly wordsLanguage: string;
	/** All of it, with what is affected and what comes next. */
	readonly body: RichText;
}

export const paragraph = (text: string): Block => ({
	type: 'paragraph',
	children: [{ type: 'text', text }],
});

interface Subject {
	readonly id: string;
	/** In the language of the message. */
	readonly value: NoticeValue;
	readonly phase: Phase;
	/** All of the notice. */
	readonly updates: readonly Pick<UpdateValue, 'impact' | 'affected'>[];
}

export function noticeOf({ id, value, phase, updates }: Subject, { state }: SiteView): Content['notice'] {
	const ever = [value, ...updates].flatMap(({ affected }) => affected.map(({ component }) => component));
	return {
		...{ id, kind: value.kind, title: value.title, phase, impact: value.impact, window: value.window },
		worstImpact: worst(impacts, [value.impact, ...updates.flatMap(({ impact }) => impact ?? [])]),
		components: [...new Set(ever)].map((component) => ({
			id: component,
			name: componentName(state, component),
		})),
		nextUpdateBy: value.promise?.nextUpdateBy ?? null,
	};
}

/** What is affected, and when the work is done. `affected`: names. */
export function factsOf(
	value: NoticeValue,
	affected: readonly string[],
	{ words, language }: SiteView,
): Block[] {
	const facts: string[] = [];
	if (affected.length > 0) facts.push(fill(words.affected, { names: affected.join(words.comma) }));
	if (value.window) {
		const span = spanText(value.window.start, value.window.end, language);
		facts.push(fill(words.pair, { name: words.phases.scheduled, value: span }));
	}
	return facts.map(paragraph);
}

export const nextOf = ({ promise }: NoticeValue, { words, language }: SiteView): Block[] =>
	promise ? [paragraph(fill(words.promised, { time: timeText(promise.nextUpdateBy, language) }))] : [];
