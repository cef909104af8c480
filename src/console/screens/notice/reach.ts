import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { download } from '../../../elements/status/download.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { Watched } from '../../shared/watched.ts';

type Counts = Schema<'NoticeCounts'>;
type Update = Counts['updates'][number];
type Counted = NonNullable<Update['counts']>;

const names: readonly (readonly [keyof Counted, string])[] = [
	['shown', 'Shown'],
	['opened', 'Details opened'],
	['read', 'Read to the end'],
	['dismissed', 'Dismissed'],
	['affected', 'Affected'],
	['works-again', 'Works again'],
	['still-broken', 'Still broken'],
];

/** How many browsers an update reached, and what their visitors did. No number is below ten. */
class Reach extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			caption {
				padding-block: 4px;
				text-align: start;
			}
			td {
				text-align: end;
			}
		`,
	];
	static override properties: PropertyDeclarations = { notice: {}, problem: { state: true } };

	/** The id of the notice. */
	declare notice: string;
	declare problem: string;

	readonly #counts = new Watched(this, () =>
		answer(api.GET('/v1/notices/{id}/counts', { params: { path: { id: this.notice } } })),
	);

	constructor() {
		super();
		this.problem = '';
	}

	protected override render(): TemplateResult | typeof nothing {
		const { value, problem } = this.#counts;
		if (!value) return problem ? html`<p class="error" role="status">Reach: ${problem}</p>` : nothing;
		const [latest] = value.updates;
		if (!latest) return nothing;
		return html`<section class="panel stack tight" aria-labelledby="reach">
			<h2 id="reach">Reach</h2>
			<p class="small">${this.#delivery(latest)}</p>
			${value.isCounting ? this.#counted(value, latest) : nothing}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
		</section>`;
	}

	#delivery({ update, live }: Update): string {
		return live.percent === null
			? `Update ${update} was published to fewer than 10 live connections.`
			: `Update ${update} was sent to about ${live.percent} % of about ${live.connections} live connections.`;
	}

	#counted({ remedies }: Counts, latest: Update): TemplateResult {
		const groups = latest.audiences.filter(({ counts }) => counts.shown !== null);
		return html`
			<table class="numbers small">
				<caption class="quiet">Browsers, update ${latest.update}</caption>
				<tbody>
					${names.map(([name, text]) => this.#row(text, latest.counts?.[name] ?? null))}
					${remedies.map(
						({ counts }) =>
							html`${this.#row('Remedy shown', counts['remedy-shown'])}${this.#row('Remedy claimed', counts['remedy-claimed'])}`,
					)}
					${groups.map(({ attribute, value, counts }) => this.#row(`Shown, ${attribute} ${value}`, counts.shown))}
				</tbody>
			</table>
			<p class="small quiet">Rounded down to tens. Fewer than 10 are not shown. Anyone can send counts, so they are hints.</p>
			<div class="row"><button type="button" class="plain" @click=${() => this.#export()}>Export returns by day (CSV)</button></div>
		`;
	}

	#row(text: string, count: number | null): TemplateResult {
		return html`<tr>
			<th scope="row">${text}</th>
			<td>${count === null ? html`<span class="quiet">below 10</span>` : `about ${count}`}</td>
		</tr>`;
	}

	async #export(): Promise<void> {
		this.problem = '';
		try {
			const text = await answer(
				api.GET('/v1/counts/days', { headers: { accept: 'text/csv' }, parseAs: 'text' }),
			);
			download('returns.csv', 'text/csv', String(text));
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}
}

defineElement('console-reach', Reach);
