/** The operator panel: connects the player to this page, and draws the progress of the story. */
import { keptByTab } from '../assets/kept.js';
import { say, setIcon } from '../assets/make.js';
import { actView } from './act-view.js';
import { acts, nextAct } from './acts.js';
import { look, send } from './api.js';
import { feed } from './feed.js';
import { Player } from './player.js';
import { followReports } from './reports.js';

const root = document.documentElement;
const part = (name) => document.getElementById(`desk-${name}`);

const player = new Player({
	look,
	send,
	now: Date.now,
	wait: (then, milliseconds) => setTimeout(then, milliseconds),
	stopWaiting: (timer) => clearTimeout(timer),
	// Two playing tabs must not send an act twice. Without locks (on an insecure origin), the idempotency keys prevent it.
	alone: (work) => (navigator.locks ? navigator.locks.request('larkfield-desk', work) : work()),
	memory: { get: () => keptByTab.get('desk'), set: (value) => keptByTab.set('desk', value) },
	changed: draw,
});
const readReports = followReports(() => player);
const views = acts.map((act, index) => actView(act, index + 1, (chosen) => player.perform(chosen)));
let opened = null;

function draw() {
	const { story, playing, speed, busy, problem } = player;
	const next = story && nextAct(story);
	const count = story ? acts.filter(({ done }) => done(story)).length : 0;

	follow(next);
	for (const view of views) view.show({ player, next, now: Date.now() });
	say(part('play').querySelector('span'), playing ? 'Pause' : story && !next ? 'Play again' : 'Play');
	setIcon(part('play').querySelector('svg'), playing ? 'pause' : 'play');
	part('play').disabled = story === null;
	part('next').disabled = !next || busy !== null;
	part('reset').disabled = busy !== null || !story?.all.length;
	part('speed').setAttribute('aria-pressed', String(speed === 4));
	part('progress').value = count;
	part('problem').hidden = problem === null;
	say(part('problem'), problem ?? '');
	tell(next, count);
	readReports();
}

/** Opens the next act and closes the last one; acts that the visitor opened stay open. */
function follow(next) {
	if (opened === next) return;
	for (const [index, act] of acts.entries()) {
		if (act === opened) views[index].details.open = false;
		if (act === next) views[index].details.open = true;
	}
	opened = next;
}

/** The line under the buttons. A countdown must not be in the screen reader's status line. */
function tell(next, count) {
	const { story, busy, dueAt } = player;
	const seconds = dueAt === null ? null : Math.max(0, Math.ceil((dueAt - Date.now()) / 1000));
	const done = `${count} of ${acts.length} acts sent`;
	if (story === null) return;
	if (busy === 'reset') say(part('now'), 'Taking back what the story opened …');
	else if (busy) say(part('now'), 'Sending …');
	else
		say(
			part('now'),
			seconds === null
				? next
					? `${done}.`
					: `${done}. The story is complete.`
				: `${done}. Next in ${seconds} s.`,
		);
	say(part('said'), `${done}.`);
}

function setOpen(open) {
	root.dataset.desk = open ? 'open' : 'closed';
	keptByTab.set('desk-open', open);
	part('toggle').setAttribute('aria-expanded', String(open));
	part('toggle').setAttribute('aria-label', open ? 'Hide the operator’s desk' : 'Show the operator’s desk');
}

part('progress').max = acts.length;
part('acts').append(...views.map(({ node }) => node));
for (const { details } of views) details.addEventListener('toggle', draw);
part('play').addEventListener('click', () => (player.playing ? player.pause() : player.play()));
part('next').addEventListener('click', () => player.next());
part('speed').addEventListener('click', () => player.setSpeed(player.speed === 4 ? 1 : 4));
part('reset').addEventListener('click', () => player.reset());
part('toggle').addEventListener('click', () => setOpen(root.dataset.desk !== 'open'));
setOpen(root.dataset.desk === 'open');

/** The panel updates after every change of Candor's state, also by another tab or the command line. */
let seq = -1;
feed.subscribe(() => {
	const { state, heardAt } = feed.snapshot();
	if (heardAt === null || state.seq === seq) return;
	seq = state.seq;
	player.refresh();
});
setInterval(() => tell(player.story && nextAct(player.story), Number(part('progress').value)), 250);
player.refresh();
