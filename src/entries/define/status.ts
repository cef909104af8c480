/** Defines `candor-status` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { defineElement } from '../../elements/shared/define-element.ts';
import { CandorStatus } from '../../elements/status/element.ts';

export type { CandorStatus };

defineElement('candor-status', CandorStatus);
