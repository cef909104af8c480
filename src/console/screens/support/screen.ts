import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { toneOfNotice } from '../../../elements/shared/tones.ts';
import { isFor, type VisitorContext } from '../../../model/audience.ts';
import { phaseLabels, safetyLabels } from '../../../model/labels.ts';
import { plainText } from '../../../model/rich-text.ts';
import { componentName } from '../../../model/views/components.ts';
import {
	activeNotices,
	effectivePhase,
	type Notice,
	upcomingMaintenance,
} from '../../../model/views/notices.ts';
import { latestOf, timeline } from '../../../model/views/updates.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import '../../shared/copy-button.ts';
import { toneMark } from '../../shared/icon.ts';
import { LiveState } from '../../shared/live.ts';

/** What support may say: only lines that are published, with a button to copy each. */
class SupportScreen extends ConsoleElement {
	static override properties: PropertyDeclarations = { customer: { state: true } };

	/** What is known about the customer who asks. */
	declare customer: Readonly<Record<string, string>>;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.customer = {};
	}

	protected override render(): TemplateResult {
		const { state, now } = this.#live;
		const open = [...activeNotices(state, now), ...upcomingMaintenance(state, now)].filter(
			({ value }) => !value.drill,
		);
		return html`<div class="stack">
			<h1>Support</h1>
			<p class="quiet">Everything here is published. Copy it as it is.</p>
			${this.#questions(open)}
			${open.length === 0 ? html`<p class="panel">No problem is known. If several customers report one, tell the team on call.</p>` : nothing}
			${repeat(
				open,
				({ id }) => id,
				(each) => this.#notice(each),
			)}
		</div>`;
	}

	/** The attributes by which the open notices tell customers apart. */
	#questions(open: readonly Notice[]): TemplateResult | typeof nothing {
		const attributes = new Map<string, Set<string>>();
		for (const { value } of open)
			for (const [name, values] of Object.entries(value.audience?.attributes ?? {}))
				attributes.set(name, new Set([...(attributes.get(name) ?? []), ...values]));
		const hasRoutes = open.some(({ value }) => (value.audience?.routes.length ?? 0) > 0);
		if (attributes.size === 0 && !hasRoutes) return nothing;
		const set = (name: string, value: string): void => {
			this.customer = { ...this.customer, [name]: value };
		};
		return html`<fieldset class="panel stack">
			<legend class="visually-hidden">Is this customer affected?</legend>
			<h2>Is this customer affected?</h2>
			<div class="row">
				${[...attributes].map(
					([name, values]) => html`<div class="field">
						<label for="customer-${name}">${name}</label>
						<select id="customer-${name}" @change=${(event: Event) => set(name, (event.target as HTMLSelectElement).value)}>
							<option value="">not known</option>
							${[...values].map((value) => html`<option value=${value}>${value}</option>`)}
							<option value="–">another one</option>
						</select>
					</div>`,
				)}
				${
					hasRoutes
						? html`<div class="field">
							<label for="route">Page <span class="hint">such as /checkout</span></label>
							<input id="route" @input=${(event: Event) => set('route', (event.target as HTMLInputElement).value)} />
						</div>`
						: nothing
				}
			</div>
		</fieldset>`;
	}

	/** What is not known counts as a match, as in the customers' pages. */
	#answer({ value }: Notice): string {
		const { route = '', ...attributes } = this.customer;
		const known = Object.fromEntries(Object.entries(attributes).filter(([, each]) => each));
		const isKnown = Object.keys(known).length > 0 || route !== '';
		if (!value.audience || !isKnown) return '';
		const routes = value.audience.routes;
		const visitor: VisitorContext = {
			attributes: known,
			route: route || routes[0] || '/',
			signedIn: null,
			drill: false,
			share: 0,
		};
		return isFor(value, visitor) ? 'This customer is affected.' : 'This customer is not affected.';
	}

	#notice(each: Notice): TemplateResult {
		const { id, value } = each;
		const { state, now } = this.#live;
		const tone = toneOfNotice(value, now);
		const latest = latestOf(timeline(state, id));
		const names = (ids: readonly string[]): string =>
			ids.map((component) => componentName(state, component)).join(', ');
		const { dataSafety, promise } = value;
		const answer = this.#answer(each);
		const lines: readonly (readonly [string, string])[] = [
			['What happened', latest ? plainText(latest.value.body) : ''],
			['Affected', names(value.affected.map(({ component }) => component))],
			['Not affected', names(value.unaffected)],
			[
				'What the customer can do',
				[plainText(value.workaround ?? []), ...value.checklist].filter(Boolean).join('\n'),
			],
			[
				'Their data',
				dataSafety ? `${safetyLabels[dataSafety.state]}. ${plainText(dataSafety.statement)}` : '',
			],
			['Next update', promise ? timeText(promise.nextUpdateBy, now) : ''],
		];
		return html`<article class="panel stack" data-tone=${tone}>
			<div class="row spread">
				<h2 class="row">${toneMark(tone)} ${value.title}</h2>
				<span class="tag" data-tone=${tone}>${phaseLabels[effectivePhase(value, now)]}</span>
			</div>
			${answer ? html`<p role="status"><b>${answer}</b></p>` : nothing}
			<ul class="stack tight">
				${lines
					.filter(([, text]) => text.trim())
					.map(
						([name, text]) => html`<li class="row spread">
							<div><p class="small quiet">${name}</p><p class="pre">${text}</p></div>
							<console-copy .text=${text} .label=${`Copy: ${name}`}></console-copy>
						</li>`,
					)}
			</ul>
		</article>`;
	}
}

defineElement('console-support', SupportScreen);
