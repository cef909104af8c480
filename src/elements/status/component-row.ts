import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ComponentHistory, History } from '../../model/history/history.ts';
import { type ComponentView, hidesNotices } from '../../model/views/components.ts';
import type { ComponentStatus } from '../../model/vocabulary.ts';
import { label, message, texts } from '../i18n/messages.ts';
import { renderOnce } from '../shared/dom.ts';
import { type Tone, toneOfStatus } from '../shared/tones.ts';
import { historyBars } from './bars.ts';
import { componentHistory } from './history.ts';

const hourMs = 3_600_000;

/** The day under the pointer. */
interface PointedDay {
	readonly component: string;
	readonly index: number;
}

export interface RowOptions {
	readonly icon: (place: string, tone: Tone) => SVGElement;
	readonly now: number;
	/** Whether the statuses may be out of date: they have no icons and colours then. */
	readonly isOld: boolean;
	/** Whether rows name their group, which is not above them. */
	readonly namesGroup?: boolean;
}

const indexes = new WeakMap<History, ReadonlyMap<string, ComponentHistory>>();
function historyOf(id: string, history: History): ComponentHistory | undefined {
	const index = indexes.get(history) ?? new Map(history.components.map((each) => [each.id, each]));
	indexes.set(history, index);
	return index.get(id);
}

/** A status as a word, with its icon. */
export const statusLabel = (
	place: string,
	status: ComponentStatus,
	{ icon, isOld }: RowOptions,
	tone = toneOfStatus(status),
): TemplateResult =>
	html`<span class="state" data-tone=${isOld ? 'info' : tone}>
		<span .textContent=${label('statuses', status)}></span>${isOld ? nothing : icon(place, tone)}
	</span>`;

/** What an open notice says where the status that an operator set hides it. */
const hiddenNotice = ({ announced }: ComponentView): TemplateResult =>
	html`<p class="muted" .textContent=${message('hiddenNotice', { status: label('statuses', announced) })}></p>`;

/** Draws components with their status and, where it is known, their last days. */
export class ComponentRows {
	readonly #requestUpdate: () => void;
	readonly #bars = renderOnce(historyBars);
	#pointed: PointedDay | null = null;
	/** The components whose list of days is open. */
	readonly #openLists = new Set<string>();

	constructor(requestUpdate: () => void) {
		this.#requestUpdate = requestUpdate;
	}

	reset(): void {
		this.#pointed = null;
		this.#openLists.clear();
	}

	/** One row. It is computed again only if something that it shows has changed. */
	render(view: ComponentView, history: History | null, options: RowOptions): unknown {
		const { id, value, status } = view;
		const about = [options.namesGroup && value.group, value.description].filter(Boolean).join(' · ');
		// Such a status is never green.
		const isHiding = hidesNotices(view);
		const component = history && historyOf(id, history);
		const pointedDay = this.#pointed?.component === id ? this.#pointed.index : null;
		const isListOpen = this.#openLists.has(id);
		const hour = Math.floor(options.now / hourMs);
		return guard(
			[
				value,
				status,
				isHiding && view.announced,
				options.isOld,
				history,
				hour,
				pointedDay,
				isListOpen,
				texts(),
			],
			() => html`
				<li>
					<div class="row">
						<span class="name">
							<span .textContent=${value.name}></span>
							${about ? html`<span class="muted" .textContent=${about}></span>` : nothing}
						</span>
						${statusLabel(id, status, options, isHiding ? 'info' : undefined)}
					</div>
					${isHiding ? hiddenNotice(view) : nothing}
					${history && component ? this.#history(component, history, pointedDay, isListOpen, options.now) : nothing}
				</li>
			`,
		);
	}

	#history(
		component: ComponentHistory,
		history: History,
		pointedDay: number | null,
		isListOpen: boolean,
		now: number,
	): TemplateResult | typeof nothing {
		return componentHistory(component, {
			history,
			now,
			bars: this.#bars,
			pointedDay,
			onPoint: (index) => this.#point(index === null ? null : { component: component.id, index }),
			isListOpen,
			onToggleList: (isOpen) => this.#toggleList(component.id, isOpen),
		});
	}

	#toggleList(id: string, isOpen: boolean): void {
		if (isOpen === this.#openLists.has(id)) return;
		if (isOpen) this.#openLists.add(id);
		else this.#openLists.delete(id);
		this.#requestUpdate();
	}

	#point(day: PointedDay | null): void {
		if (day?.index === this.#pointed?.index && day?.component === this.#pointed?.component) return;
		this.#pointed = day;
		this.#requestUpdate();
	}
}
