import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Feed } from '../../client/index.ts';
import { CandorBanner } from '../../elements/banner/candor-banner.ts';
import { CandorFeed } from '../../elements/feed/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';
import { CandorTimeline } from '../../elements/timeline/element.ts';
import type { Audience, NoticeValue } from '../../model/generated/record-types.ts';
import { locales } from '../../model/locales.ts';
import { activeNotices, notice } from '../../model/views/notices.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { LiveState } from '../shared/live.ts';
import { type VisitorChoice, visitorChoices, visitorContextOf } from './visitor.ts';

defineElement('candor-feed', CandorFeed);
defineElement('candor-banner', CandorBanner);
defineElement('candor-timeline', CandorTimeline);

/** The elements read the page's language, so it is the preview's; the console marks its own on the body. */
function setPageLanguage(tag: string): void {
	if (document.documentElement.lang !== tag) document.documentElement.lang = tag;
}

const nameOf = (tag: string): string => new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;

/** What customers see of a feed, drawn by the product's own elements. */
export class ConsolePreview extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.stage {
				margin-inline: auto;
				width: 100%;
				padding: 16px;
				border: 1px solid var(--c-line);
				border-radius: 12px;
				background: light-dark(oklch(0.995 0 0), oklch(0.19 0.005 250));
				color: light-dark(oklch(0.2 0 0), oklch(0.95 0 0));
				transition: max-width 0.15s;
			}
			.phone {
				max-width: 390px;
			}
			.light {
				color-scheme: light;
			}
			.dark {
				color-scheme: dark;
			}
			candor-timeline {
				margin-top: 16px;
			}
			.tools {
				display: flex;
				flex-wrap: wrap;
				gap: 8px 12px;
				align-items: end;
			}
			.tools .field {
				gap: 2px;
			}
			.tools .label {
				font-size: 12.5px;
				color: var(--c-quiet);
			}
			@media (prefers-reduced-motion: reduce) {
				.stage {
					transition: none;
				}
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		feed: { attribute: false },
		notice: {},
		label: {},
		language: { state: true },
		theme: { state: true },
		device: { state: true },
		visitor: { state: true },
	};

	declare feed: Feed | null;
	/** The id of the one notice whose timeline is shown. Empty: all open ones. */
	declare notice: string;
	/** The name of the region. Two previews on one page need two names. */
	declare label: string;
	declare language: string;
	declare theme: 'light' | 'dark';
	declare device: 'phone' | 'desktop';
	/** The place of the chosen visitor in the list. */
	declare visitor: number;

	/** The languages and the customers to choose from change with the notices. */
	readonly live = new LiveState(this);

	constructor() {
		super();
		this.feed = null;
		this.notice = '';
		this.label = 'What customers read';
		this.language = 'en';
		this.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
		this.device = matchMedia('(max-width: 600px)').matches ? 'phone' : 'desktop';
		this.visitor = 0;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		setPageLanguage(this.language);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		setPageLanguage('en');
	}

	/** All details are open: an operator reads everything. */
	protected override updated(): void {
		setPageLanguage(this.language);
		const banner = this.find<CandorBanner>('candor-banner');
		if (!banner || banner.isOpen) return;
		void banner.updateComplete.then(() => {
			banner.isOpen = true;
			banner.requestUpdate();
		});
	}

	protected override render(): TemplateResult | typeof nothing {
		const { feed } = this;
		if (!feed) return nothing;
		const visitors = this.#visitors(feed);
		const visitor = visitors[this.visitor] ?? visitors[0];
		return html`
			<div class="stack">
				<div class="tools">
					${this.#select(
						'language',
						'Language',
						this.#languages(feed).map((tag) => [tag, nameOf(tag)]),
					)}
					${this.#select('theme', 'Theme', [
						['light', 'Light'],
						['dark', 'Dark'],
					])}
					${this.#select('device', 'Screen', [
						['desktop', 'Desktop'],
						['phone', 'Phone'],
					])}
					${
						visitors.length > 1
							? this.#select(
									'visitor',
									'Customer',
									visitors.map(({ name }, index) => [String(index), name]),
								)
							: nothing
					}
				</div>
				<div class="stage ${this.theme} ${this.device}" role="region" aria-label=${this.label}>
					<candor-feed context=${JSON.stringify(visitorContextOf(visitor))}>
						<candor-banner .feed=${feed}></candor-banner>
						<candor-timeline .feed=${feed} .notice=${this.notice || null}></candor-timeline>
					</candor-feed>
				</div>
			</div>
		`;
	}

	#select(
		name: 'language' | 'theme' | 'device' | 'visitor',
		label: string,
		options: readonly (readonly [value: string, text: string])[],
	): TemplateResult {
		const change = (event: Event): void => {
			const { value } = event.target as HTMLSelectElement;
			Object.assign(this, { [name]: name === 'visitor' ? Number(value) : value });
		};
		return html`<div class="field">
			<label class="label" for=${name}>${label}</label>
			<select id=${name} @change=${change}>
				${options.map(([value, text]) => html`<option value=${value} ?selected=${value === String(this[name])}>${text}</option>`)}
			</select>
		</div>`;
	}

	/** The elements' own languages, and those of the notices. */
	#languages(feed: Feed): readonly string[] {
		const shown = this.#values(feed).flatMap(({ language, translations }) => [
			language ?? 'en',
			...Object.keys(translations),
		]);
		return [...new Set(['en', ...shown, ...locales])];
	}

	#visitors(feed: Feed): readonly VisitorChoice[] {
		const audiences = this.#values(feed).map(({ audience }) => audience);
		return visitorChoices(audiences.filter((each): each is Audience => each !== null));
	}

	#values(feed: Feed): readonly NoticeValue[] {
		const { state } = feed.snapshot();
		const one = this.notice ? notice(state, this.notice) : undefined;
		return (one ? [one] : activeNotices(state, feed.clock.now())).map(({ value }) => value);
	}
}

defineElement('console-preview', ConsolePreview);

declare global {
	interface HTMLElementTagNameMap {
		'console-preview': ConsolePreview;
	}
}
