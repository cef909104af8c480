import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { relativeTime } from '../../../elements/i18n/relative-time.ts';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { waitingSentence } from '../../../model/proposals/sentence.ts';
import { componentName } from '../../../model/views/components.ts';
import { notice } from '../../../model/views/notices.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { secondPersonSentences } from '../../shared/second-person.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';
import { type LaneReview, laneNames, reviewList, reviewStyles } from './draft-reviews.ts';

type WaitingDraft = Schema<'WaitingDraft'>;

/** What operators wrote and what visitors' pages raised, and is not published yet. */
class WaitingDrafts extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		reviewStyles,
		css`
			li {
				display: grid;
				gap: 6px;
				padding: 12px 14px;
				border: 1px dashed var(--c-edge);
				border-radius: var(--c-radius);
			}
		`,
	];
	static override properties: PropertyDeclarations = { problems: { state: true }, busy: { state: true } };

	/** The last refusal, by the id of the draft. */
	declare problems: Readonly<Record<string, string>>;
	declare busy: string;

	readonly #live = new LiveState(this);
	readonly #drafts = new Watched(this, () => answer(api.GET('/v1/drafts')));

	constructor() {
		super();
		this.problems = {};
		this.busy = '';
	}

	protected override render(): TemplateResult | typeof nothing {
		const { value } = this.#drafts;
		if (!can('read-drafts') || !value) return nothing;
		const { drafts, waiting, postmortems, breakGlass } = value;
		if (drafts.length + waiting.length + postmortems.length + breakGlass.length === 0) return nothing;
		return html`
			<div class="stack">
				${
					waiting.length > 0
						? html`<section class="stack tight" aria-labelledby="waiting">
							<h2 id="waiting">Waiting <span class="quiet numbers">${waiting.length}</span></h2>
							<ul class="stack tight">${repeat(
								waiting,
								({ id }) => id,
								(each) => this.#waiting(each),
							)}</ul>
						</section>`
						: nothing
				}
				${
					drafts.length > 0
						? html`<section class="stack tight" aria-labelledby="raised">
							<h2 id="raised">Raised by customers’ pages <span class="quiet">not verified</span></h2>
							<ul class="stack tight">${repeat(
								drafts,
								({ id }) => id,
								(each) => this.#raised(each),
							)}</ul>
						</section>`
						: nothing
				}
				${
					postmortems.length > 0
						? html`<section class="stack tight" aria-labelledby="postmortems">
							<h2 id="postmortems">Post-mortems in work <span class="quiet numbers">${postmortems.length}</span></h2>
							<ul class="stack tight">${repeat(
								postmortems,
								({ notice: id }) => id,
								(each) => this.#postmortem(each),
							)}</ul>
						</section>`
						: nothing
				}
				${breakGlass.map(
					({ notice: id, publisher, reason, reasons }) => html`<p class="toned small" data-tone="major">
						<b>Published without a ${reasons.length > 0 ? 'second person' : 'review'}:</b>
						<a href=${linkTo('notices', id)}>${notice(this.#live.state, id)?.value.title ?? id}</a>
						by ${publisher.name ?? publisher.id}. ${reason}
					</p>`,
				)}
			</div>
		`;
	}

	#waiting(draft: WaitingDraft): TemplateResult {
		const { id, author, at, reasons, reviews, suggestedBy } = draft;
		const isOwn = author.id === session.current?.operator.id;
		const why = secondPersonSentences(reasons).join(' ');
		const sentence = waitingSentence(draft);
		const mayReview = can('review-draft') && !isOwn;
		const actions = {
			accept: (review: LaneReview) => this.#accept(draft, review),
			object: (review: LaneReview) => this.#object(draft, review),
		};
		const approve = reasons.length > 0 ? 'Approve' : 'Publish';
		return html`<li>
			<h3>${sentence}</h3>
			<p class="small quiet numbers">
				Asked by ${isOwn ? 'you' : (author.name ?? author.id)}, ${relativeTime(Date.parse(at), this.#live.now)}.
				${why ? `Needs a second person. ${why}` : 'A draft.'}
				${suggestedBy === null ? nothing : `It began with words of the assistant (${suggestedBy}).`}
			</p>
			${reviewList(reviews, this.#live.now, sentence, mayReview ? actions : null)}
			${this.problems[id] ? html`<p class="error" role="alert">${this.problems[id]}</p>` : nothing}
			<div class="row">
				${can('approve-draft') ? html`<button type="button" class="primary" aria-disabled=${String(this.busy === id)} aria-label="${approve}: ${sentence}" @click=${() => this.#approve(draft)}>${approve}</button>` : nothing}
				<button type="button" aria-label="Look at it: ${sentence}" @click=${() => this.#show(draft)}>Look at it</button>
				${can('discard-draft') ? html`<button type="button" class="plain" aria-disabled=${String(this.busy === id)} aria-label="Discard: ${sentence}" @click=${() => this.#discard(id)}>Discard</button>` : nothing}
			</div>
		</li>`;
	}

	#postmortem({
		notice: id,
		title,
		author,
		updatedAt,
		reviewedBy,
	}: Schema<'UnpublishedPostmortem'>): TemplateResult {
		const review = reviewedBy ? `Reviewed by ${reviewedBy.name ?? reviewedBy.id}.` : 'Not reviewed.';
		return html`<li>
			<h3>${title}</h3>
			<p class="small quiet">by ${author.name ?? author.id}, ${timeText(updatedAt, this.#live.now)}. ${review}</p>
			<div class="row"><a class="button" href=${linkTo('notices', id)}>Open its notice</a></div>
		</li>`;
	}

	#raised({ id, title, seen }: Schema<'Draft'>): TemplateResult {
		return html`<li>
			<h3>${title}</h3>
			<p class="small quiet numbers">
				${componentName(this.#live.state, id)}: ${seen.failures} of ${seen.requests} requests failed, in ${seen.reports}
				reports since ${timeText(seen.since, this.#live.now)}.
			</p>
			${this.problems[id] ? html`<p class="error" role="alert">${this.problems[id]}</p>` : nothing}
			<div class="row">
				${can('open-notice') ? html`<a class="button" href=${linkTo('publish', id)}>Write a notice</a>` : nothing}
				${can('discard-draft') ? html`<button type="button" class="plain" @click=${() => this.#discard(id)}>Discard</button>` : nothing}
			</div>
		</li>`;
	}

	/** `refused`: gets the code of a refusal. */
	async #attempt(
		id: string,
		act: () => Promise<string>,
		refused: (code: string) => unknown = () => undefined,
	): Promise<void> {
		if (this.busy) return;
		this.busy = id;
		this.problems = {};
		try {
			toasts.show(await act());
		} catch (error) {
			this.problems = { [id]: sentenceOf(error) };
			if (error instanceof ApiError) refused(error.code);
		} finally {
			this.busy = '';
			void this.#drafts.refresh();
		}
	}

	#approve({ id, notice, title }: WaitingDraft): Promise<void> {
		const act = async (): Promise<string> => {
			await answer(
				api.POST('/v1/notices/{id}/approve', {
					params: { path: { id: notice } },
					headers: { 'idempotency-key': `approve-${id}` },
					body: { draft: id },
				}),
			);
			return `Published: ${title}`;
		};
		return this.#attempt(id, act, (code) => this.#offerBreakGlass(id, code));
	}

	#accept({ id, seq, title }: WaitingDraft, { lane }: LaneReview): Promise<void> {
		return this.#attempt(id, async () => {
			await answer(
				api.POST('/v1/drafts/{id}/reviews', {
					params: { path: { id } },
					headers: { 'if-match': `"${seq}"` },
					body: { lane, verdict: 'accepted' },
				}),
			);
			return `${laneNames[lane]} review: accepted ${title}`;
		});
	}

	async #object(draft: WaitingDraft, { lane }: LaneReview): Promise<void> {
		const { openObjection } = await import('../../actions/objection.ts');
		openObjection(draft, lane, () => void this.#drafts.refresh());
	}

	#discard(id: string): Promise<void> {
		return this.#attempt(id, async () => {
			await answer(api.DELETE('/v1/drafts/{id}', { params: { path: { id } } }));
			return 'Discarded. Nothing was published.';
		});
	}

	async #show(draft: WaitingDraft): Promise<void> {
		const { openDraft } = await import('../../actions/draft-dialog.ts');
		openDraft(draft);
	}

	/** `code`: of the refusal. */
	async #offerBreakGlass(id: string, code: string): Promise<void> {
		const draft = this.#drafts.value?.waiting.find((each) => each.id === id);
		const needsSecond = code === 'forbidden' && draft !== undefined && draft.reasons.length > 0;
		if (!draft || !(needsSecond || code === 'review-missing')) return;
		const { openBreakGlass } = await import('../../actions/break-glass.ts');
		openBreakGlass(draft, needsSecond ? 'a second person' : 'a review', () => void this.#drafts.refresh());
	}
}

defineElement('console-waiting', WaitingDrafts);
