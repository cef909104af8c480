/** Defines `candor-banner` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorBanner } from '../../elements/banner/candor-banner.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorBanner };

defineElement('candor-banner', CandorBanner);
