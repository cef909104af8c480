/** A shape for each state, so that colour alone never tells a state. */
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';

export type Tone = ComponentStatus | 'info';

const circle = 'M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18z';
const paths: Readonly<Record<Tone, string>> = {
	operational: `${circle}m-1.2 12.9 6-6-1.5-1.5-4.5 4.5-2.1-2.1-1.5 1.5z`,
	maintenance: `${circle}m-1 4.5v5.2l4 2.4.9-1.5-3.1-1.9v-4.2z`,
	degraded: 'M10 1.5 19.3 18H.7zM9 7.5v5h2v-5zm0 6.5v2h2v-2z',
	'partial-outage': 'M10 .8 19.2 10 10 19.2.8 10zM9 5.5v6h2v-6zm0 7.5v2h2v-2z',
	'major-outage': 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3zM9 5v6.5h2V5zm0 8v2h2v-2z',
	info: `${circle}m-1 3.5v2h2v-2zm0 4v6.5h2V8.5z`,
};

export const icon = (tone: Tone): string =>
	`<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path fill-rule="evenodd" d="${paths[tone]}"/></svg>`;
