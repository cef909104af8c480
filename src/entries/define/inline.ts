/** Defines `candor-inline` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorInline } from '../../elements/inline/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorInline };

defineElement('candor-inline', CandorInline);
