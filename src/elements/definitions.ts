import { CandorAssurance } from './assurance/element.ts';
import { CandorBanner } from './banner/candor-banner.ts';
import { CandorContact } from './contact/element.ts';
import { CandorFeed } from './feed/element.ts';
import { CandorInline } from './inline/element.ts';
import { CandorPromises } from './promises/element.ts';
import { CandorRemedy } from './remedy/element.ts';
import { CandorReport } from './report/element.ts';
import { defineElement } from './shared/define-element.ts';
import { CandorStatus } from './status/element.ts';
import { CandorTimeline } from './timeline/element.ts';

const elements: readonly (readonly [tag: string, element: CustomElementConstructor])[] = [
	['candor-feed', CandorFeed],
	['candor-banner', CandorBanner],
	['candor-status', CandorStatus],
	['candor-timeline', CandorTimeline],
	['candor-assurance', CandorAssurance],
	['candor-remedy', CandorRemedy],
	['candor-inline', CandorInline],
	['candor-report', CandorReport],
	['candor-promises', CandorPromises],
	['candor-contact', CandorContact],
];

/** Functions that define one element each. */
export const definitions: readonly (() => void)[] = elements.map(
	([tag, element]) =>
		() =>
			defineElement(tag, element),
);
