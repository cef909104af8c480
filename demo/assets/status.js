/** The status page: a timeline for each open, planned and recently ended notice. */
import { feed } from '../desk/feed.js';

const day = 24 * 60 * 60_000;

const lists = {
	'planned-notices': ({ phase }) => phase === 'scheduled',
	'over-notices': ({ endedAt }) => endedAt !== null && Date.parse(endedAt) > feed.clock.now() - day,
};

function draw() {
	const notices = [...feed.snapshot().state.records.values()].filter(
		({ kind, value }) => kind === 'notice' && value !== null,
	);
	for (const [id, belongs] of Object.entries(lists)) {
		const section = document.getElementById(id);
		const wanted = new Set(notices.filter(({ value }) => belongs(value)).map((notice) => notice.id));
		for (const timeline of section.querySelectorAll('candor-timeline'))
			if (!wanted.delete(timeline.getAttribute('notice'))) timeline.remove();
		for (const notice of wanted) {
			const timeline = document.createElement('candor-timeline');
			timeline.setAttribute('notice', notice);
			section.append(timeline);
		}
		section.hidden = section.querySelector('candor-timeline') === null;
	}
}

feed.subscribe(draw);
draw();
