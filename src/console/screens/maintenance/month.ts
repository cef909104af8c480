/** The calendar of a month: a table on a desktop, a list on a phone. */
import { type CSSResult, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { daysOf, type Entry, localDay, monthAfter } from './entries.ts';

export const monthStyles: CSSResult = css`
	.month td {
		width: 14.28%;
		height: 92px;
		padding: 6px;
		border: 1px solid var(--c-line);
	}
	.month th {
		padding: 4px 6px;
	}
	.month table {
		table-layout: fixed;
	}
	.month .other {
		background: var(--c-raised);
	}
	.month .today .number {
		color: var(--c-primary);
		font-weight: 700;
	}
	.entry {
		display: block;
		width: 100%;
		min-height: 44px;
		margin-top: 4px;
		padding: 4px 6px;
		border-color: var(--_border);
		background: var(--_surface);
		color: var(--_text);
		font-size: 12.5px;
		text-align: start;
		overflow-wrap: anywhere;
	}
	.entry.off .what {
		text-decoration: line-through;
	}
	.entry .what {
		display: block;
	}
	.days {
		display: none;
	}
	@media (max-width: 760px) {
		.month table {
			display: none;
		}
		.days {
			display: grid;
		}
	}
`;

export interface MonthView {
	/** `2027-03`. */
	readonly month: string;
	readonly entries: readonly Entry[];
	/** Epoch milliseconds. */
	readonly now: number;
	readonly onMonth: (month: string) => void;
	readonly onOpen: (entry: Entry) => void;
}

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const format = (options: Intl.DateTimeFormatOptions) => {
	const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
	return (day: string): string => formatter.format(utc(day));
};
const weekday = format({ weekday: 'short' });
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
const monthName = format({ month: 'long', year: 'numeric' });
const timeOf = (at: string): string =>
	new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(new Date(at));

export function monthView({ month, entries, now, onMonth, onOpen }: MonthView): TemplateResult {
	const days = daysOf(month);
	const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
	const today = localDay(now);
	const byDay = new Map<string, Entry[]>();
	for (const entry of entries) {
		const day = localDay(entry.start);
		byDay.set(day, [...(byDay.get(day) ?? []), entry]);
	}
	const button = (entry: Entry): TemplateResult => html`<button
		type="button"
		class="entry ${entry.isOff ? 'off' : ''}"
		data-tone="maintenance"
		@click=${() => onOpen(entry)}
	><span class="numbers">${timeOf(entry.start)}–${timeOf(entry.end)}</span> <span class="what">${entry.title}</span> <span>${entry.stateText}</span></button>`;
	const listed = days.filter((day) => day.startsWith(month) && byDay.has(day));
	return html`<div class="month stack tight">
		<div class="row spread">
			<h2 id="month" aria-live="polite">${monthName(`${month}-01`)}</h2>
			<div class="row">
				<button type="button" @click=${() => onMonth(monthAfter(month, -1))}>Previous month</button>
				<button type="button" @click=${() => onMonth(today.slice(0, 7))}>Today</button>
				<button type="button" @click=${() => onMonth(monthAfter(month, 1))}>Next month</button>
			</div>
		</div>
		<table aria-labelledby="month">
			<thead><tr>${(weeks[0] ?? []).map((day) => html`<th scope="col">${weekday(day)}</th>`)}</tr></thead>
			<tbody>${weeks.map(
				(week) =>
					html`<tr>${week.map(
						(day) => html`<td class="${day.startsWith(month) ? '' : 'other'} ${day === today ? 'today' : ''}">
					<span class="number numbers small quiet" aria-current=${day === today ? 'date' : nothing}>${Number(day.slice(8))}<span class="visually-hidden"> ${longDay(day)}</span></span>
					${repeat(byDay.get(day) ?? [], ({ key }) => key, button)}
				</td>`,
					)}</tr>`,
			)}</tbody>
		</table>
		<div class="days stack tight">
			${listed.map((day) => html`<h3>${longDay(day)}</h3><div>${repeat(byDay.get(day) ?? [], ({ key }) => key, button)}</div>`)}
		</div>
		${listed.length === 0 ? html`<p class="quiet">No maintenance in this month.</p>` : nothing}
		<p class="quiet small">Times are those of your own zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.</p>
	</div>`;
}
