/** Defines `candor-promises` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorPromises } from '../../elements/promises/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorPromises };

defineElement('candor-promises', CandorPromises);
