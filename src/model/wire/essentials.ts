/**
 * What of the public records a page's client and its first banner go by: that is checked as it comes, and everything else
 * passes on as it came. Whoever shows more reads the whole first: {@link readable}.
 */
import { safeHref } from '../rich-text.ts';
import { framesBy } from './frames.ts';
import {
	instant,
	list,
	maybeInstant,
	object,
	optional,
	plain,
	type Reader,
	recordsBy,
	shape,
	text,
	whole,
} from './guard.ts';

const essential =
	(fields: Record<string, Reader<unknown>>): Reader<object> =>
	(value) => ({ ...plain(value), ...shape(fields)(value) });

const affected = list(shape({ component: text }));

/** Frames whose records are checked as far as that. */
export const { readSnapshot, readFrame } = framesBy(
	recordsBy({
		page: essential({ statusUrl: safeHref }),
		component: essential({ name: text }),
		notice: essential({
			title: text,
			kind: text,
			phase: text,
			impact: text,
			affected: (value) => affected(value) && (value ?? []),
			promise: optional(shape({ nextUpdateBy: instant })),
			window: optional(shape({ start: instant, end: instant })),
			openedAt: instant,
			updatedAt: instant,
			endedAt: maybeInstant,
			expiresAt: maybeInstant,
			latestUpdate: optional(whole, 1),
			audience: optional(object),
		}),
		update: essential({ notice: text, number: whole }),
		remedy: plain,
		postmortem: plain,
	}),
);
