import type { SecondPersonReason } from '../../model/vocabulary.ts';

const sentences: Readonly<Record<SecondPersonReason, string>> = {
	'data-safety': 'It makes a claim about data.',
	'no-component': 'It reaches everyone and names no component.',
	'critical-end': 'It ends a critical notice.',
};

/** Why a second person must approve something. */
export const secondPersonSentences = (reasons: readonly string[]): readonly string[] =>
	reasons.map((reason) => sentences[reason as SecondPersonReason] ?? reason);
