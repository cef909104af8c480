/** The review lanes of a draft that waits: what each has said, and the buttons to answer in them. */
import { html, nothing, type TemplateResult } from 'lit';
import { relativeTime } from '../../../elements/i18n/relative-time.ts';
import type { Tone } from '../../../elements/shared/tones.ts';
import type { Schema } from '../../api/client.ts';

export type LaneReview = Schema<'LaneReview'>;

export const laneNames: Readonly<Record<LaneReview['lane'], string>> = {
	technical: 'Technical',
	communications: 'Communications',
	legal: 'Legal',
};

/** Epoch milliseconds. The time of a lane passes without any news from the server. */
const stateAt = ({ state, until }: LaneReview, now: number): LaneReview['state'] =>
	state === 'waiting' && Date.parse(until) <= now ? 'unanswered' : state;

const whoOf = ({ by }: LaneReview): string => by?.name ?? by?.id ?? '';

const tags: Readonly<
	Record<LaneReview['state'], (review: LaneReview, now: number) => readonly [tone: Tone, text: string]>
> = {
	waiting: ({ until }, now) => ['minor', `time is up ${relativeTime(until, now)}`],
	accepted: (review) => ['resolved', `accepted by ${whoOf(review)}`],
	objected: (review) => ['critical', `objected by ${whoOf(review)}`],
	unanswered: () => ['info', 'no answer in time'],
};

export interface ReviewActions {
	readonly accept: (review: LaneReview) => unknown;
	readonly object: (review: LaneReview) => unknown;
}

/** `actions`: `null` for who may not review the draft. `what`: the draft, for labels. */
export function reviewList(
	reviews: readonly LaneReview[],
	now: number,
	what: string,
	actions: ReviewActions | null,
): TemplateResult | typeof nothing {
	if (reviews.length === 0) return nothing;
	const button = (text: string, review: LaneReview, act: ReviewActions['accept']) =>
		html`<button type="button" class="plain" aria-label="${text}, ${laneNames[review.lane]} review: ${what}" @click=${() => act(review)}>${text}</button>`;
	return html`<div role="list" aria-label="Reviews">${reviews.map((review) => {
		const state = stateAt(review, now);
		const [tone, text] = tags[state](review, now);
		return html`<div class="row" role="listitem">
			<span class="tag" data-tone=${tone}>${laneNames[review.lane]}: ${text}</span>
			${actions && state !== 'accepted' ? button('Accept', review, actions.accept) : nothing}
			${actions && state !== 'objected' ? button('Object', review, actions.object) : nothing}
			${state === 'objected' && review.comment !== null ? html`<span class="small">“${review.comment}”</span>` : nothing}
		</div>`;
	})}</div>`;
}
