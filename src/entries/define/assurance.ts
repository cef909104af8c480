/** Defines `candor-assurance` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorAssurance } from '../../elements/assurance/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorAssurance };

defineElement('candor-assurance', CandorAssurance);
