/**
 * The shapes of the public records, in full. Only known fields are copied, each onto a fresh literal: a `__proto__` in the
 * data reaches nothing.
 */
import { type Inline, type RichText, safeHref } from '../rich-text.ts';
import { framesBy } from './frames.ts';
import {
	dictionary,
	instant,
	isTrue,
	items,
	lines,
	list,
	maybeInstant,
	maybeText,
	object,
	optional,
	plain,
	type Reader,
	recordsBy,
	shape,
	text,
	whole,
} from './guard.ts';

/** Deeper than any operator writes; what lies below is left out, so that no tree can exhaust the stack. */
const deepest = 32;

/** Inline nodes; of a node from after this version's time, the words. */
const inlines = (value: unknown, depth = 0): Inline[] =>
	items(value).flatMap((node): Inline[] => {
		const { type, text: words, href, children } = object(node);
		if (!children) return words == null ? [] : [{ type: type === 'code' ? type : 'text', text: text(words) }];
		const inner = depth < deepest ? inlines(children, depth + 1) : [];
		if (type === 'strong' || type === 'em') return [{ type, children: inner }];
		const address = type === 'link' && safeHref(href);
		return address ? [{ type: 'link', href: address, children: inner }] : inner;
	});

export const richText = (value: unknown): RichText =>
	items(value).flatMap((block): RichText => {
		const { type, ordered, items: entries, children } = object(block);
		if (type === 'paragraph') return [{ type, children: inlines(children) }];
		if (type !== 'list') return [];
		return [{ type, ordered: isTrue(ordered), items: items(entries).map((entry) => inlines(entry)) }];
	});

const affected = list(shape({ component: text, status: text }));
export const maybeRich = optional(richText);

/** A condition that cannot be read is none: to hide an outage is worse than to tell it to some whom it does not hit. */
const yesOrNo: Reader<boolean | null> = (value) => (typeof value === 'boolean' ? value : null);
export const audience = optional(
	shape({
		attributes: dictionary(lines),
		routes: lines,
		signedIn: yesOrNo,
		percentage: (value) => (typeof value === 'number' ? value : null),
	}),
);
const words = {
	title: text,
	workaround: maybeRich,
	actions: lines,
	checklist: lines,
	notAffected: maybeText,
};

export const values: Readonly<Record<string, Reader<object>>> = {
	page: shape({
		name: text,
		statusUrl: safeHref,
		supportUrl: safeHref,
		subscribe: optional(list(shape({ by: text, href: safeHref })), []),
	}),
	component: shape({
		name: text,
		description: maybeText,
		group: maybeText,
		position: optional(whole, 0),
		status: maybeText,
	}),
	notice: shape({
		...words,
		kind: text,
		phase: text,
		impact: text,
		affected,
		unaffected: lines,
		dataSafety: optional(
			shape({
				state: text,
				statement: optional(richText, []),
				evidence: maybeRich,
				approvedBy: maybeText,
				asOf: instant,
			}),
		),
		estimate: optional(shape({ earliest: instant, latest: instant })),
		promise: optional(shape({ nextUpdateBy: instant })),
		window: optional(shape({ start: instant, end: instant })),
		openedAt: instant,
		updatedAt: instant,
		endedAt: maybeInstant,
		expiresAt: maybeInstant,
		latestUpdate: optional(whole, 1),
		language: maybeText,
		translations: dictionary(shape(words)),
		audience,
		moreUrl: safeHref,
		dismissible: (value) => value !== false,
		drill: isTrue,
		reporting: isTrue,
	}),
	update: shape({
		notice: text,
		number: whole,
		at: instant,
		body: optional(richText, []),
		phase: maybeText,
		impact: maybeText,
		affected,
		author: maybeText,
		translations: dictionary(richText),
	}),
	// Passed on as they came: who shows them reads them first (guard-more.ts).
	remedy: plain,
	postmortem: plain,
};

/** The records of the kinds that this version knows, each with all that its value holds. */
export const readRecords = /* @__PURE__ */ recordsBy(values);

/** Frames whose records are checked in full. */
export const { readSnapshot, readFrame } = /* @__PURE__ */ framesBy(readRecords);
