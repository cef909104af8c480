/** One act on the operator panel: its description, its requests, the same as a command line, and a button to perform it. */

import { make, makeIcon, say, setIcon } from '../assets/make.js';
import { commandOf } from './command.js';
import { newRun } from './story.js';

/**
 * @param {object} act
 * @param {number} number from 1
 * @param {(act: object) => void} perform
 */
export function actView(act, number, perform) {
	const mark = make('span', { class: 'desk-mark', 'aria-hidden': 'true' }, String(number));
	const state = make('span', { class: 'lf-hidden' });
	const requests = make('div', { class: 'desk-requests' });
	const label = make('h3', {});
	const details = make(
		'details',
		{},
		make('summary', {}, mark, make('span', { class: 'desk-title' }, act.title), state),
		make('p', { class: 'desk-says' }, act.says),
		label,
		requests,
	);
	const button = make(
		'button',
		{ type: 'button', class: 'desk-button', 'aria-label': `Send: ${act.title}`, onclick: () => perform(act) },
		'Send',
	);
	const node = make('li', { class: 'desk-act' }, details, button);
	let shown = '';

	return {
		node,
		details,
		/** @param {{ player: object, next: object | null, now: number }} view */
		show({ player, next, now }) {
			const { story, sent, busy } = player;
			const done = story !== null && act.done(story);
			node.dataset.state = busy === act.id ? 'sending' : done ? 'done' : act === next ? 'next' : 'waiting';
			if (mark.dataset.done !== String(done)) {
				mark.dataset.done = String(done);
				mark.replaceChildren(done ? makeIcon('check') : String(number));
			}
			say(state, done ? ', sent' : act === next ? ', next' : '');
			button.hidden = done;
			button.disabled = story === null || busy !== null || !act.ready(story);
			const own = sent[act.id]?.run === story?.run ? sent[act.id] : null;
			say(label, own ? 'Was sent' : 'Sends');
			// Times in a preview are relative to now; redrawing them once a minute is enough.
			const from = own ? own.at : now - (now % 60_000);
			const run = story?.run ?? newRun(from);
			const key = `${run} ${from} ${Boolean(own)}`;
			if (details.open && key !== shown) {
				shown = key;
				requests.replaceChildren(...requestNodes(own?.requests ?? act.requests(run, from), from));
			}
		},
	};
}

function requestNodes(requests, now) {
	const nodes = requests.map(({ method, path, body }) =>
		make(
			'pre',
			{ tabIndex: 0, role: 'group', 'aria-label': `${method} ${path}` },
			make('code', {}, make('b', {}, method), ` ${path}\n`, ...json(body)),
		),
	);
	return [...nodes, ...commandNodes(requests.map((request) => commandOf(request, now)).join('\n'))];
}

function commandNodes(command) {
	const icon = makeIcon('copy');
	const copy = make('button', { type: 'button', class: 'desk-copy', 'aria-label': 'Copy the command' }, icon);
	copy.addEventListener('click', async () => {
		await navigator.clipboard.writeText(command);
		setIcon(icon, 'check');
		copy.setAttribute('aria-label', 'Copied');
	});
	return [
		make('div', { class: 'desk-command' }, make('h3', {}, 'The same by command line'), copy),
		make(
			'pre',
			{ class: 'is-command', tabIndex: 0, role: 'group', 'aria-label': 'Command' },
			make('code', {}, command),
		),
	];
}

/** JSON with highlighted names, on one line where it is short. */
function json(body) {
	const long = JSON.stringify(body, null, 2);
	const text = long.length > 120 ? long : long.replace(/\s*\n\s*/g, ' ');
	return text
		.split(/("[^"\n]+":)/)
		.map((part, index) => (index % 2 === 1 ? make('span', { class: 'desk-key' }, part) : part));
}
