/**
 * The shapes of what comes after an outage. Such records come through as they are; whoever shows them
 * reads them here first. What cannot be read is not shown, and disturbs nothing else.
 */
import { CandorError } from '../errors.ts';
import type { PostmortemValue, RemedyValue } from '../records/remedies.ts';
import { safeHref } from '../rich-text.ts';
import {
	bad,
	dictionary,
	instant,
	list,
	maybeInstant,
	maybeText,
	optional,
	type Reader,
	shape,
	text,
} from './guard.ts';
import { audience, maybeRich, richText } from './values.ts';

const words = optional(richText, []);

/** A claim that nobody could make is none: an unsafe link, or a way from after this version's time. */
const readClaim = (value: unknown): RemedyValue['claim'] => {
	const { type, href, code } = shape({ type: text, href: safeHref, code: maybeText })(value);
	if (type === 'link' && href !== null) return { type, href };
	if (type === 'code' && code !== null) return { type, code };
	return type === 'event' ? { type } : bad();
};

const remedy = shape({
	notice: maybeText,
	title: text,
	apology: words,
	offer: shape({ kind: text, summary: text }),
	terms: maybeRich,
	expiresAt: maybeInstant,
	claim: readClaim,
	audience,
	language: maybeText,
	translations: dictionary(shape({ title: text, apology: words, summary: text, terms: maybeRich })),
	publishedAt: instant,
}) as Reader<RemedyValue>;

const postmortem = shape({
	notice: text,
	title: text,
	body: words,
	publishedAt: instant,
	updatedAt: instant,
	actions: list(shape({ title: text, state: text, dueBy: maybeInstant })),
	language: maybeText,
	translations: dictionary(shape({ title: text, body: words })),
}) as Reader<PostmortemValue>;

/** What is the same is read once, so that who draws it gets the same words each time and has nothing to draw anew. */
function readOnce<Value>(read: Reader<Value>): Reader<Value | null> {
	const known = new WeakMap<object, Value | null>();
	const orNull = (value: unknown): Value | null => {
		try {
			return read(value);
		} catch (error) {
			// Anything else is a fault of ours.
			if (!(error instanceof CandorError)) throw error;
			return null;
		}
	};
	return (value) => {
		if (typeof value !== 'object' || !value) return null;
		const found = known.has(value) ? (known.get(value) ?? null) : orNull(value);
		known.set(value, found);
		return found;
	};
}

/** A remedy's value, checked; `null` for what cannot be read. Words of closed sets are kept as they are. */
export const readRemedy: Reader<RemedyValue | null> = readOnce(remedy);

/** A post-mortem's value, checked; `null` for what cannot be read. Words of closed sets are kept as they are. */
export const readPostmortem: Reader<PostmortemValue | null> = readOnce(postmortem);
