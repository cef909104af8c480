import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { toneIcon } from '../../elements/shared/icons.ts';
import type { Tone } from '../../elements/shared/tones.ts';

/** The icon of a tone. It is drawn again only when the tone changes. */
export const toneMark = (tone: Tone): TemplateResult => html`${guard([tone], () => toneIcon(tone))}`;
