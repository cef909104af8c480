/** One silhouette for each phase and for each state of a promised action, drawn as strokes like those of icons.ts. */
import { html, type TemplateResult } from 'lit';
import type { Tone } from './icons.ts';

const circle = 'M10 2a8 8 0 1 0 .1 0z';
const check = `${circle}M7 10l2 2 4-4`;
/** A word that this version does not know, or none: a dot. */
const dot = 'M10 8a2 2 0 1 0 .1 0z';

const shapes: ReadonlyMap<string, string> = new Map([
	['investigating', 'M9 3a6 6 0 1 0 .1 0zM13 13l5 5'],
	['identified', 'M10 2q6 0 6 6 0 4-6 10-6-6-6-10 0-6 6-6zM10 8v.1'],
	['monitoring', 'M1 11h4l3-7 4 12 3-5h4'],
	['resolved', check],
	['scheduled', 'M3 4h14v13H3zM3 8h14M7 2v4M13 2v4'],
	['in-progress', 'M6 3l10 7-10 7z'],
	['verifying', 'M3 6l2 2 3-4M3 14l2 2 3-4M11 6h6M11 14h6'],
	['completed', 'M3 10l5 5L17 5'],
	['cancelled', 'M4 4l12 12M16 4L4 16'],
	['published', 'M3 4h14v10h-7l-4 4v-4H3z'],
	['closed', `${circle}M6 10h8`],
	['planned', circle],
	['done', check],
	['overdue', 'M10 2l9 15H1zM10 8v4M10 14v.1'],
]);

/** A decorative shape: the word beside it says the same. */
export const shape = (name: string | null): TemplateResult =>
	html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${shapes.get(name ?? '') ?? dot}></path></svg>`;

const tones: ReadonlyMap<string, Tone> = new Map([
	['resolved', 'resolved'],
	['completed', 'resolved'],
	['done', 'resolved'],
	['overdue', 'major'],
	['planned', 'info'],
	['cancelled', 'info'],
]);

/** The tone of a phase or an action; `undefined`: that of what is around it. */
export const toneOfShape = (name: string | null): Tone | undefined => tones.get(name ?? '');
