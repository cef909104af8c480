/**
 * The last days of a component: a bar for each day, a summary, and a list of the days that were not
 * normal.
 */
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
/** The narrowest screens have room for this many days; see history-styles.ts. */
const narrowDays = 30;

/** The day under the pointer. */
export interface PointedDay {
	readonly component: string;
	readonly index: number;
}

/** A bar differs in height as well as in colour. A day before the component existed has neither. */
export function historyBars({ worst }: ComponentHistory): HTMLElement {
	const bars = worst.map((status) =>
		h('i', status ? { 'data-status': status, 'data-tone': toneOfStatus(status) } : {}),
	);
	return h('div', { class: 'strip' }, ...bars);
}

/** Epoch milliseconds of a day's midnight in UTC. */
const startOfDay = (history: History, index: number): number => Date.parse(history.from) + index * dayMs;

/** "Tue 24 Nov: Partly unavailable, for 1 hour 20 minutes". The server counts in days of UTC. */
const dayDescription = (history: History, { index, status, seconds }: PastDay): string =>
	message(seconds ? 'pairFor' : 'pair', {
		name: dayText(startOfDay(history, index), 'UTC'),
		value: label('statuses', status),
		length: durationText(seconds),
	});

export interface HistoryOptions {
	readonly history: History;
	readonly now: number;
	/** {@link historyBars}; must return the same node for the same history. */
	readonly bars: (history: ComponentHistory) => HTMLElement;
	readonly pointedDay: PointedDay | null;
	/** Called when the pointer enters a day or leaves all days. */
	readonly onPoint: (day: PointedDay | null) => void;
}

export function componentHistory(
	id: string,
	{ history, now, bars, pointedDay, onPoint }: HistoryOptions,
): TemplateResult | typeof nothing {
	const component = history.components.find((each) => each.id === id);
	const uptime = component && uptimeOf(component, now);
	if (!component || !uptime) return nothing;
	const onPointerMove = ({ target }: Event): void => {
		const index = [...bars(component).children].indexOf(target as Element);
		if (index >= 0) onPoint({ component: id, index });
	};
	const pointed = pastDay(component, pointedDay?.component === id ? pointedDay.index : -1);
	const daysAgo = (days: number): string => relativeTime(startOfDay(history, history.days - days), now);
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
			@pointermove=${onPointerMove}
			@pointerdown=${onPointerMove}
			@pointerleave=${() => onPoint(null)}
		>
			${bars(component)}
		</div>
		<p class="muted scale" aria-hidden="true">
			${
				pointed
					? html`<span>${dayDescription(history, pointed)}</span>`
					: html`
						<span class="wide">${daysAgo(history.days)}</span><span class="narrow">${daysAgo(narrowDays)}</span>
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
							(day) => html`<li data-tone=${toneOfStatus(day.status)}>${dayDescription(history, day)}</li>`,
						)}
					</ul>
				</details>`
				: nothing
		}
	`;
}
