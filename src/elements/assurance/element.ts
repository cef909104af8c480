import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { DataSafety } from '../../model/generated/record-types.ts';
import { activeNotices, isEnded, isExpired, type Notice, notice } from '../../model/views/notices.ts';
import { dataSafetyStates } from '../../model/vocabulary.ts';
import { staleText } from '../i18n/connection-text.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, language, message } from '../i18n/messages.ts';
import { timeText } from '../i18n/time.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { externalLink } from '../shared/controls.ts';
import { LiveRegion } from '../shared/live-region.ts';
import { bulletList, drillLabel } from '../shared/notice-parts.ts';
import type { Tone } from '../shared/tones.ts';
import { VisitorFlagsController } from '../shared/visitor-flags-controller.ts';
import { assuranceStyles } from './styles.ts';

/**
 * Only "safe" has a reassuring tone: a state that is unknown, or that this version does not know,
 * has none.
 */
const tones: ReadonlyMap<string, Tone> = new Map([
	['safe', 'assurance'],
	['affected', 'major'],
	['investigating', 'minor'],
]);

/** A state that this version does not know counts as unknown, never as safe. */
const knownState = ({ state }: DataSafety): DataSafety['state'] =>
	dataSafetyStates.find((known) => known === state) ?? 'unknown';

/**
 * A security note: whether data is safe, how that is known, and what the visitor can do. It never
 * says more than its record. The steps that the visitor ticks off are saved in this browser only.
 *
 * @tag candor-assurance
 * @csspart card - The note.
 * @csspart title - Its title.
 * @csspart drill - The label of a drill.
 */
export class CandorAssurance extends CandorElement {
	static override styles: CSSResultGroup = assuranceStyles;
	static override properties: PropertyDeclarations = { notice: {} };

	/**
	 * The id of the notice whose note is shown. Without it: the note of the worst open notice that
	 * has one.
	 */
	declare notice: string | null;

	readonly #flags = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #liveRegion = new LiveRegion();

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const found = this.#find();
		const stale = staleText(snapshot, now);
		const safety = found?.value.dataSafety;
		return html`
			${found ? this.#note(found, stale) : html`<p class="muted" .textContent=${stale || message('noAssurance')}></p>`}
			${this.#liveRegion.render(snapshot, `${found?.id} ${safety?.state} ${safety?.asOf}`, () =>
				found && safety ? this.announcement(found, label('safetyTitles', knownState(safety))) : '',
			)}
		`;
	}

	#note(found: Notice, stale: string): TemplateResult {
		const { value, language } = this.localize(found.value);
		const safety = value.dataSafety;
		// A finding that may be out of date does not have the reassuring tone either.
		const state = safety?.state ?? '';
		const tone = (stale && state === 'safe' ? null : tones.get(state)) ?? 'info';
		return html`
			<article class="card stack" part="card" aria-labelledby="title" data-tone=${tone}>
				${drillLabel(found)}
				<div class="head">
					${this.icon('head', tone)}
					<div class="stack">
						${
							safety
								? this.#verdict(safety, value.title, language)
								: html`<h2 id="title" part="title" ${lang(language)} .textContent=${value.title}></h2>`
						}
						${stale ? html`<p class="muted" .textContent=${stale}></p>` : nothing}
					</div>
				</div>
				${safety ? this.#evidence(safety, found.value.language ?? 'en') : nothing}
				${
					value.actions.length > 0 && !isEnded(value, this.now)
						? html`<section class="part">
							<h3 class="label" .textContent=${message('protecting')}></h3>
							${bulletList(value.actions, language)}
						</section>`
						: nothing
				}
				${value.checklist.length > 0 ? this.#checklist(found, value.checklist, language) : nothing}
				${externalLink(value.moreUrl, message('readMore'))}
			</article>
		`;
	}

	/** The worst finding about data, or else a notice of the kind `assurance`. */
	#find(): Notice | undefined {
		const state = this.snapshot?.state;
		if (!state) return undefined;
		const candidates = this.notice ? [notice(state, this.notice)] : activeNotices(state, this.now);
		const open = candidates.filter(
			(each) => each !== undefined && !isExpired(each.value, this.now) && this.isForVisitor(each),
		);
		const withFinding = (state: string) => open.find((each) => each?.value.dataSafety?.state === state);
		return (
			withFinding('affected') ??
			withFinding('investigating') ??
			open.find((each) => each?.value.dataSafety && each.value.dataSafety.state !== 'safe') ??
			withFinding('safe') ??
			open.find((each) => each?.value.kind === 'assurance')
		);
	}

	/** The verdict is the title of the note. `language`: the BCP 47 tag of the notice's title. */
	#verdict(safety: DataSafety, title: string, language: string): TemplateResult {
		const { asOf, approvedBy } = safety;
		return html`
			<p class="muted" ${lang(language)} .textContent=${title}></p>
			<h2 id="title" part="title" .textContent=${label('safetyMeanings', knownState(safety))}></h2>
			<div class="meta">
				<span .textContent=${message('asOf', { time: timeText(asOf, this.now) })}></span>
				${approvedBy ? html`<span .textContent=${message('approvedBy', { who: approvedBy })}></span>` : nothing}
			</div>
		`;
	}

	/** `language`: the original language of the notice. A finding has no translations. */
	#evidence({ state, statement, evidence }: DataSafety, language: string): TemplateResult {
		return html`
			${statement.length > 0 ? html`<section class="part"><h3 class="label" .textContent=${message('statement')}></h3>${this.richText(statement, language)}</section>` : nothing}
			${evidence && evidence.length > 0 ? html`<section class="part"><h3 class="label" .textContent=${message('evidence')}></h3>${this.richText(evidence, language)}</section>` : nothing}
			${state === 'safe' && !evidence?.length ? html`<p class="muted" .textContent=${message('noEvidence')}></p>` : nothing}
		`;
	}

	/**
	 * `steps`: the notice's checklist in the language `tag`. The saved names contain the original
	 * text, so that a step stays ticked off in every language.
	 */
	#checklist({ id, value }: Notice, steps: readonly string[], tag: string): TemplateResult {
		const names = value.checklist.map((step) => `step ${id} ${value.openedAt} ${step}`);
		const done = names.filter((name) => this.#flags.has(name)).length;
		const item = (step: string, name = step): TemplateResult => html`
			<li>
				<label>
					<input
						type="checkbox"
						.checked=${live(this.#flags.has(name))}
						@change=${() => this.#flags.set(name, !this.#flags.has(name))}
					/>
					<span ${lang(tag)} .textContent=${step}></span>
				</label>
			</li>
		`;
		return html`
			<section class="part" aria-labelledby="steps">
				<h3 id="steps" class="label" .textContent=${message('checklist')}></h3>
				<ul class="plain">${steps.map((step, index) => item(step, names[index]))}</ul>
				${
					// Each language has its own node: a change of the text alone would be announced.
					keyed(
						language(),
						html`<p class="muted" role="status" .textContent=${message('done', { done, count: names.length })}></p>`,
					)
				}
			</section>
		`;
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-assurance': CandorAssurance;
	}
}
