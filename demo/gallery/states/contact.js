import { house, notice } from '../records.js';

/** A unique id for each state, because requests are stored by id. */
const about = (id, more = {}) => ({ ...house, [`notice/${id}`]: notice({ phase: 'identified', ...more }) });
const pressed = { presses: ['button'] };

/** What the page does when a visitor asks, by the notice. Of the others it does nothing. */
const answers = {
	sending: () => new Promise(() => undefined),
	sent: () => Promise.resolve(),
	failed: () => Promise.reject(new Error('The page could not send it.')),
};
document.addEventListener('candor-contact', (event) => {
	const answer = answers[event.notice];
	if (answer) event.waitUntil(answer());
});

export const contact = [
	['before a request', about('idle')],
	['while it is sent', about('sending'), pressed],
	['sent', about('sent'), pressed],
	['asked before', about('sent')],
	['not possible here', about('refused'), pressed],
	['the page has failed', about('failed'), pressed],
	['in a drill', about('drill', { drill: true }), { context: '{"drill":true}' }],
];
