/** Defines `candor-contact` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorContact } from '../../elements/contact/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorContact };

defineElement('candor-contact', CandorContact);
