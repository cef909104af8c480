import { house, notice } from '../records.js';

/** A unique id, because answers are stored by id. */
const asked = (phase, id = 'n1') => ({
	...house,
	[`notice/${id}`]: notice({
		phase,
		reporting: true,
		affected: [{ component: 'cards', status: 'degraded' }],
	}),
});

export const report = [
	['before a fix', asked('investigating')],
	['after an answer', asked('investigating', 'n2'), { presses: ['button'] }],
	['while a fix is watched', asked('monitoring')],
	['after an answer, while a fix is watched', asked('monitoring', 'n3'), { presses: ['button'] }],
];
