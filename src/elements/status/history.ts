/** The last days of a component: a bar for each, a sentence for all of them, and a list of those that were not normal. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ComponentHistory, History } from '../../model/history/history.ts';
import { type PastDay, pastDay, uptimeOf } from '../../model/views/uptime.ts';
import { dayText } from '../i18n/dates.ts';
import { label, message } from '../i18n/messages.ts';
import { durationText, percentText } from '../i18n/numbers.ts';
import { relativeTime } from '../i18n/time.ts';
import { h } from '../shared/dom.ts';
import { toneOfStatus } from '../shared/tones.ts';

const dayMs = 86_400_000;
/** How many days there is room for on the narrowest screens. */
const few = 30;

/** The day that a pointer is on. */
export interface Pointed {
	readonly component: string;
	readonly index: number;
}

/** A bar's height tells the status as well as its colour does; a day before the component existed has none. */
export function strip({ worst }: ComponentHistory): HTMLElement {
	const bars = worst.map((status) =>
		h('i', status ? { 'data-status': status, 'data-tone': toneOfStatus(status) } : {}),
	);
	return h('div', { class: 'strip' }, ...bars);
}

const dateOf = (history: History, index: number): number => Date.parse(history.from) + index * dayMs;

/** "Tue 24 Nov: Partly unavailable, for 1 hr 20 min". Days are those of UTC, in which the server counts. */
const daySaid = (history: History, { index, status, seconds }: PastDay): string =>
	message(seconds ? 'pairFor' : 'pair', {
		name: dayText(dateOf(history, index), 'UTC'),
		value: label('statuses', status),
		length: durationText(seconds),
	});

export interface HistoryLook {
	readonly history: History;
	readonly now: number;
	/** The same node every time for the same history: {@link strip}. */
	readonly bars: (history: ComponentHistory) => HTMLElement;
	readonly pointed: Pointed | null;
	/** Told which day the pointer is on, `null` once it is on none. */
	readonly point: (pointed: Pointed | null) => void;
}

export function componentHistory(
	id: string,
	{ history, now, bars, pointed, point }: HistoryLook,
): TemplateResult | typeof nothing {
	const found = history.components.find((each) => each.id === id);
	const uptime = found && uptimeOf(found, now);
	if (!found || !uptime) return nothing;
	const move = ({ target }: Event): void => {
		const index = [...bars(found).children].indexOf(target as Element);
		if (index >= 0) point({ component: id, index });
	};
	const index = pointed?.component === id ? pointed.index : -1;
	const day = pastDay(found, index);
	const ago = (days: number): string => relativeTime(dateOf(history, history.days - days), now);
	return html`
		<div
			class="bars"
			part="bars"
			role="img"
			aria-label=${message('history', {
				days: history.days,
				share: percentText(uptime.share),
				count: uptime.troubled,
			})}
			@pointermove=${move}
			@pointerdown=${move}
			@pointerleave=${() => point(null)}
		>
			${bars(found)}
		</div>
		<p class="muted scale" aria-hidden="true">
			${
				day
					? html`<span>${daySaid(history, day)}</span>`
					: html`
						<span class="wide">${ago(history.days)}</span><span class="narrow">${ago(few)}</span>
						<span>${percentText(uptime.share)}</span><span>${message('today')}</span>
					`
			}
		</p>
		${
			uptime.days.length > 0
				? html`<details class="past">
					<summary>${message('historyDays', { count: uptime.days.length })}</summary>
					<ul class="plain">
						${uptime.days.map(
							(day) => html`<li data-tone=${toneOfStatus(day.status)}>${daySaid(history, day)}</li>`,
						)}
					</ul>
				</details>`
				: nothing
		}
	`;
}
