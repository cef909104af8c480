import { CandorAssurance } from './candor-assurance.ts';
import { CandorBanner } from './candor-banner.ts';
import { CandorFeed } from './candor-feed.ts';
import { CandorInline } from './candor-inline.ts';
import { CandorRemedy } from './candor-remedy.ts';
import { CandorReport } from './candor-report.ts';
import { CandorStatus } from './candor-status.ts';
import { CandorTimeline } from './candor-timeline.ts';

const elements: readonly (readonly [tag: string, element: CustomElementConstructor])[] = [
	['candor-feed', CandorFeed],
	['candor-banner', CandorBanner],
	['candor-status', CandorStatus],
	['candor-timeline', CandorTimeline],
	['candor-assurance', CandorAssurance],
	['candor-remedy', CandorRemedy],
	['candor-inline', CandorInline],
	['candor-report', CandorReport],
];

/** What defines each element under its own tag; a tag that is taken already, by the embed script perhaps, is left alone. */
export const definitions: readonly (() => void)[] = elements.map(([tag, element]) => () => {
	if (!customElements.get(tag)) customElements.define(tag, element);
});
