/** Defines every element under its own tag; a tag that is taken already, by the embed script perhaps, is left alone. */
export type * from './index.ts';

import { CandorAssurance, CandorBanner, CandorFeed, CandorStatus, CandorTimeline } from './index.ts';

const elements: readonly (readonly [tag: string, element: CustomElementConstructor])[] = [
	['candor-feed', CandorFeed],
	['candor-banner', CandorBanner],
	['candor-status', CandorStatus],
	['candor-timeline', CandorTimeline],
	['candor-assurance', CandorAssurance],
];
for (const [tag, element] of elements) if (!customElements.get(tag)) customElements.define(tag, element);
