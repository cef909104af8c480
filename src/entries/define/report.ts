/** Defines `candor-report` alone. A tag that is already defined is left alone. */
import '../provide-client.ts';
import { CandorReport } from '../../elements/report/element.ts';
import { defineElement } from '../../elements/shared/define-element.ts';

export type { CandorReport };

defineElement('candor-report', CandorReport);
