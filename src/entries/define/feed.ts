/** Defines `candor-feed` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorFeed } from '../../elements/feed/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorFeed };

defineElement('candor-feed', CandorFeed);
