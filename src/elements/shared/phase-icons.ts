/**
 * One icon for each phase of a notice and for each state of an action that a post-mortem promises.
 */
import { html, type TemplateResult } from 'lit';
import type { Tone } from './tones.ts';

const circle = 'M10 2a8 8 0 1 0 .1 0z';
const check = `${circle}M7 10l2 2 4-4`;
/** For a missing phase, or one that this version does not know. */
const dot = 'M10 8a2 2 0 1 0 .1 0z';

const paths: Readonly<Record<string, string>> = {
	investigating: 'M9 3a6 6 0 1 0 .1 0zM13 13l5 5',
	identified: 'M10 18L4 8l6-6 6 6zM10 8v.1',
	monitoring: 'M1 11h4l3-7 4 12 3-5h4',
	resolved: check,
	scheduled: 'M3 4h14v13H3zM3 8h14M7 2v4M13 2v4',
	'in-progress': 'M6 3l10 7-10 7z',
	verifying: 'M3 5h12M3 10h6M8 15l3 3 6-8',
	completed: 'M3 10l5 5L17 5',
	cancelled: 'M4 4l12 12M16 4L4 16',
	published: 'M3 4h14v10H8l-5 4z',
	closed: 'M4 10h12',
	planned: circle,
	done: check,
	overdue: 'M10 2l9 15H1zM10 8v4M10 14v.1',
};

/** Decorative: the word beside it means the same. */
export const phaseIcon = (phase: string | null): TemplateResult =>
	html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${Object.hasOwn(paths, phase ?? '') ? paths[phase ?? ''] : dot}></path></svg>`;

/** `undefined`: the tone of the surrounding card. */
export function toneOfPhase(phase: string | null): Tone | undefined {
	if (/^(resolved|completed|done)$/.test(phase ?? '')) return 'resolved';
	return phase === 'overdue' ? 'major' : undefined;
}
