/** Defines `candor-timeline` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { defineElement } from '../../elements/shared/define-element.ts';
import { CandorTimeline } from '../../elements/timeline/element.ts';

export type { CandorTimeline };

defineElement('candor-timeline', CandorTimeline);
