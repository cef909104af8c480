import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Feed } from '../../../client/index.ts';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import type { Schema } from '../../api/client.ts';
import { hypotheticalFeed, noticeOf } from '../../preview/dry-run.ts';
import '../../preview/preview.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState, liveFeed } from '../../shared/live.ts';
import { secondPersonSentences } from '../../shared/second-person.ts';

/** Exactly what customers will read, by the server's own answer, and the button that publishes it. */
class PublishReview extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.columns {
				display: grid;
				gap: 20px;
				grid-template-columns: minmax(0, 1fr);
				align-items: start;
			}
			.facts {
				display: grid;
				gap: 8px;
			}
			.facts dt {
				color: var(--c-quiet);
				font-size: 13px;
			}
			.buttons {
				position: sticky;
				inset-block-end: calc(58px + env(safe-area-inset-bottom));
				z-index: 5;
				padding-block: 10px;
				border-top: 1px solid var(--c-line);
				background: var(--c-ground);
			}
			.buttons button {
				flex: 1;
			}
			@media (min-width: 900px) {
				.columns {
					grid-template-columns: minmax(0, 1fr) 320px;
				}
				.side {
					position: sticky;
					inset-block-start: 84px;
				}
				.buttons {
					position: static;
					padding: 0;
					border: 0;
					background: none;
				}
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		answer: { attribute: false },
		findings: { attribute: false },
		busy: {},
	};

	declare answer: Schema<'DryRun'>;
	declare findings: readonly string[];
	declare busy: string;

	readonly #live = new LiveState(this);
	#feed: Feed | null = null;
	#of: object | null = null;

	protected override render(): TemplateResult {
		const found = noticeOf(this.answer);
		if (this.#of !== this.answer) {
			this.#of = this.answer;
			this.#feed = hypotheticalFeed(liveFeed(), this.answer);
		}
		return html`
			<div class="columns">
				<section class="stack" aria-labelledby="heading">
					<h1 id="heading">What customers will read</h1>
					<console-preview .feed=${this.#feed} .notice=${found.id}></console-preview>
				</section>
				<div class="side stack">
				<aside class="panel stack" aria-label="Before you publish">
					${this.#facts(found)}
					${
						this.findings.length > 0
							? html`<div class="stack tight">
								<h2>Before you publish</h2>
								${this.findings.map((text) => html`<p class="advice"><span aria-hidden="true">→</span>${text}</p>`)}
							</div>`
							: nothing
					}
				</aside>
					<div class="row buttons">
						<button type="button" @click=${() => this.dispatchEvent(new Event('console-back'))}>Back</button>
						<button
							type="button"
							id="publish"
							class="primary"
							aria-disabled=${String(this.busy !== '')}
							@click=${() => this.dispatchEvent(new Event('console-publish'))}
						>
							${this.#publishText(found.reasons)}
						</button>
					</div>
				</div>
			</div>
		`;
	}

	#publishText(reasons: readonly string[]): string {
		if (this.busy === 'publishing') return 'Publishing …';
		return reasons.length > 0 ? 'Ask for approval' : 'Publish now';
	}

	#facts({ reasons, nextUpdateBy }: ReturnType<typeof noticeOf>): TemplateResult {
		return html`
			${
				reasons.length > 0
					? html`<div class="toned" data-tone="minor">
						<b>Another person must approve it.</b> ${secondPersonSentences(reasons).join(' ')}
					</div>`
					: html`<p>Every open page shows it within a second. You can undo it for ten seconds.</p>`
			}
			<dl class="facts">
				<div>
					<dt>Next update</dt>
					<dd>${nextUpdateBy ? `by ${timeText(nextUpdateBy, this.#live.now)}` : 'none promised'}</dd>
				</div>
			</dl>
		`;
	}

	/** Enter publishes, once everything has been read. */
	protected override firstUpdated(): void {
		this.find('#publish')?.focus();
	}
}

defineElement('console-review', PublishReview);
