/** Defines `candor-remedy` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorRemedy } from '../../elements/remedy/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorRemedy };

defineElement('candor-remedy', CandorRemedy);
