/** What the form that announces maintenance holds, and the requests that it makes. */
import { lengthOf, once, repeatsFor } from './repeats.ts';
import type { SeriesRequest } from './series-fields.ts';

export interface Form {
	title: string;
	body: string;
	day: string;
	from: string;
	until: string;
	zone: string;
	affected: string[];
	endsByClock: boolean;
	/** An id of repeats.ts. */
	repeats: string;
	rule: string;
	ahead: string;
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export const emptyForm = (): Form => ({
	title: '',
	body: '',
	day: '',
	from: '02:00',
	until: '04:00',
	zone: ownZone(),
	affected: [],
	endsByClock: false,
	repeats: once,
	rule: '',
	ahead: '7d',
});

/** `null`: it does not recur, or the form is not complete. */
export function seriesRequest(form: Form): SeriesRequest | null {
	const { title, day, from, until, zone, repeats, rule, ahead } = form;
	const chosen = repeatsFor(day).find(({ id }) => id === repeats);
	const rrule = chosen?.rrule ?? rule.trim();
	if (!chosen || !day || !from || !until || rrule === '') return null;
	const recurrence = { zone, start: `${day}T${from}`, duration: lengthOf(from, until), rrule };
	return { ...textsOf(form), title: title.trim() || 'Maintenance', ...recurrence, announceAhead: ahead };
}

export const textsOf = ({ body, affected, endsByClock }: Form) => ({
	endsByClock,
	...(body.trim() && { body }),
	...(affected.length > 0 && {
		affected: affected.map((component) => ({ component, status: 'maintenance' as const })),
	}),
});
