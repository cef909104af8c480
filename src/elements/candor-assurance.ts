import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { DataSafety } from '../model/records.ts';
import { activeNotices, isExpired, type Notice, notice } from '../model/view.ts';
import { dataSafetyStates } from '../model/vocabulary.ts';
import { CandorElement } from './candor-element.ts';
import { elementStyles } from './element-styles.ts';
import type { Tone } from './icons.ts';
import { language, message, word } from './messages.ts';
import { spoken } from './spoken.ts';
import { staleText, timeText } from './words.ts';

/** Only a record that says "safe" is drawn as calm: a state that is unknown, or unknown to this version, is not. */
const tones: ReadonlyMap<string, Tone> = new Map([
	['safe', 'assurance'],
	['affected', 'major'],
	['investigating', 'minor'],
]);

/**
 * A security note: whether data is safe, how that is known, and what the reader can do. It says what the record says
 * and never more; what the reader ticks off stays in the page.
 *
 * @tag candor-assurance
 * @csspart card - The note.
 * @csspart title - Its title.
 */
export class CandorAssurance extends CandorElement {
	static override styles: CSSResultGroup = [
		...elementStyles,
		css`
			.head {
				display: grid;
				grid-template-columns: auto 1fr;
				gap: 12px;
				align-items: start;
			}
			.head .icon {
				margin-top: 3px;
			}
			.finding {
				font-size: 1.0625em;
				font-weight: 600;
			}
			.card {
				gap: 16px;
			}
			label {
				display: flex;
				gap: 12px;
				align-items: center;
				min-height: 44px;
				cursor: pointer;
			}
			input {
				width: 20px;
				height: 20px;
				flex: none;
				accent-color: var(--_accent);
			}
			input:checked + span {
				color: var(--_muted);
			}
		`,
	];
	static override properties: PropertyDeclarations = { notice: {} };

	/** The id of the notice whose note is shown; without it, that of the worst open notice that has one. */
	declare notice: string | null;

	readonly #done = new Set<string>();

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult | typeof nothing {
		const { snapshot, now } = this;
		const found = this.#find();
		const stale = staleText(snapshot, now);
		if (!found) return html`<p class="muted">${stale || message('noAssurance')}</p>`;
		const { value, language } = this.words(found.value);
		const safety = value.dataSafety;
		// What was found long ago may be so no longer, and is not drawn as calm either.
		const state = safety?.state ?? '';
		const tone = (stale && state === 'safe' ? null : tones.get(state)) ?? 'info';
		return html`
			<article class="card stack" part="card" aria-labelledby="title" data-tone=${tone}>
				<div class="head">
					${this.icon('head', tone)}
					<div class="stack">
						<h2 id="title" part="title" ${spoken(language)}>${value.title}</h2>
						${safety ? this.#finding(safety) : nothing}
						${stale ? html`<p class="muted">${stale}</p>` : nothing}
					</div>
				</div>
				${safety ? this.#grounds(safety, value.language ?? 'en') : nothing}
				${value.checklist.length > 0 ? this.#checklist(found) : nothing}
			</article>
		`;
	}

	/** A note is a notice that says something about data, the worst finding first, or that is one by kind. */
	#find(): Notice | undefined {
		const state = this.snapshot?.state;
		if (!state) return undefined;
		const candidates = this.notice ? [notice(state, this.notice)] : activeNotices(state, this.now);
		const open = candidates.filter((each) => each !== undefined && !isExpired(each.value, this.now));
		const finding = (state: string) => open.find((each) => each?.value.dataSafety?.state === state);
		return (
			finding('affected') ??
			finding('investigating') ??
			open.find((each) => each?.value.dataSafety && each.value.dataSafety.state !== 'safe') ??
			finding('safe') ??
			open.find((each) => each?.value.kind === 'assurance')
		);
	}

	#finding({ state: found, asOf, approvedBy }: DataSafety): TemplateResult {
		const { now } = this;
		// A state that this version does not know is told as unknown: never as safe.
		const state = dataSafetyStates.find((known) => known === found) ?? 'unknown';
		return html`
			<p><span class="tone">${word('safetyTitles', state)}</span></p>
			<p class="finding">${word('safetyMeanings', state)}</p>
			<div class="meta">
				<span>${message('asOf', { time: timeText(asOf, now) })}</span>
				${approvedBy ? html`<span>${message('approvedBy', { who: approvedBy })}</span>` : nothing}
			</div>
		`;
	}

	/** `language`: the note's own, in which a finding is published. */
	#grounds({ state, statement, evidence }: DataSafety, language: string): TemplateResult {
		return html`
			${statement.length > 0 ? html`<section class="stack"><h3>${message('statement')}</h3>${this.rich(statement, language)}</section>` : nothing}
			${evidence && evidence.length > 0 ? html`<section class="stack"><h3>${message('evidence')}</h3>${this.rich(evidence, language)}</section>` : nothing}
			${state === 'safe' && !evidence?.length ? html`<p class="muted">${message('noEvidence')}</p>` : nothing}
		`;
	}

	#checklist({ id, value }: Notice): TemplateResult {
		const words = this.words(value);
		// By the original: a step that was ticked off stays so in another language.
		const keys = value.checklist.map((step) => `${id} ${step}`);
		const done = keys.filter((key) => this.#done.has(key)).length;
		return html`
			<section class="stack" aria-labelledby="steps">
				<h3 id="steps">${message('checklist')}</h3>
				<ul class="plain">
					${words.value.checklist.map(
						(step, index) => html`
							<li>
								<label>
									<input
										type="checkbox"
										.checked=${live(this.#done.has(keys[index] ?? ''))}
										@change=${() => this.#tick(keys[index] ?? '')}
									/>
									<span ${spoken(words.language)}>${step}</span>
								</label>
							</li>
						`,
					)}
				</ul>
				${
					// In another language it is another node, so that nothing is announced that has not changed.
					keyed(
						language(),
						html`<p class="muted" role="status">${message('done', { done, count: keys.length })}</p>`,
					)
				}
			</section>
		`;
	}

	#tick(key: string): void {
		if (!this.#done.delete(key)) this.#done.add(key);
		this.requestUpdate();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-assurance': CandorAssurance;
	}
}
