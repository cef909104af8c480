/** The review lanes of a draft that waits: what each has said, and the buttons to answer in them. */
import { type CSSResult, css, html, nothing, type TemplateResult } from 'lit';
import { lengthText } from '../../../elements/i18n/relative-time.ts';
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
	waiting: ({ until }, now) => ['minor', `${lengthText((Date.parse(until) - now) / 1_000)} left`],
	accepted: (review) => ['resolved', `accepted by ${whoOf(review)}`],
	objected: (review) => ['critical', `objected by ${whoOf(review)}`],
	unanswered: () => ['info', 'no answer in time'],
};

/** A lane is a line: what it has said, then the buttons. */
export const reviewStyles: CSSResult = css`
	.lane {
		display: grid;
		grid-template-columns: minmax(0, 1fr) auto;
		align-items: center;
		gap: 2px 8px;
		min-height: 30px;
	}
	.lane .tag {
		justify-self: start;
		border-radius: 14px;
		white-space: normal;
	}
	.lane p {
		grid-column: 1 / -1;
	}
	@media (min-width: 720px) {
		.lane {
			grid-template-columns: fit-content(60%) auto 1fr;
		}
	}
`;

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
		return html`<div class="lane" role="listitem">
			<span class="tag" data-tone=${tone}>${laneNames[review.lane]}: ${text}</span>
			<span>
				${actions && state !== 'accepted' ? button('Accept', review, actions.accept) : nothing}
				${actions && state !== 'objected' ? button('Object', review, actions.object) : nothing}
			</span>
			${state === 'objected' && review.comment !== null ? html`<p class="small">“${review.comment}”</p>` : nothing}
		</div>`;
	})}</div>`;
}
