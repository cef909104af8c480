import { lost } from '../feed.js';
import { house, minutes, notice, words } from '../records.js';

/** A unique id, because ticked-off steps are stored by id. */
const note = (state, statement, { evidence = null, id = 'a1', drill = false } = {}) => ({
	...house,
	[`notice/${id}`]: notice({
		kind: 'assurance',
		phase: 'published',
		impact: 'none',
		title: 'About the security of your account',
		dataSafety: {
			state,
			statement: words(statement),
			evidence: evidence && words(evidence),
			approvedBy: 'Security team',
			asOf: minutes(-18),
		},
		checklist: ['Look through your last ten card payments', 'Change your password if you use it elsewhere'],
		drill,
	}),
});
const entered = 'No account was entered.';
const evidence = 'The logs of every sign-in since 1 November were compared.';
const read = 'Names and postal addresses of 312 customers were read.';

export const assurance = [
	['unknown', note('unknown', 'We noticed unusual sign-in attempts at 09:10.')],
	['investigating', note('investigating', 'We are reading the access logs of the last week.')],
	['safe', note('safe', entered, { evidence })],
	['affected', note('affected', read)],
	['a step ticked off', note('affected', read, { id: 'a2' }), { presses: ['input'] }],
	['an exercise', note('affected', read, { drill: true }), { context: '{"drill":true}' }],
	['it was safe, connection lost', note('safe', entered, { evidence }), { heard: lost() }],
	['no note', house],
];
