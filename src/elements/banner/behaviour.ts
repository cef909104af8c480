/** What the second file adds to a banner whose nodes candor.js has made. */
import type { Feed } from '../../client/index.ts';
import { reach } from '../../client/reach.ts';
import { markLanguage, setOwnLanguage } from '../i18n/language-attributes.ts';
import { setAttributes } from '../shared/dom.ts';
import { toneIcon } from '../shared/icons.ts';
import { yieldToMain } from '../shared/yield-to-main.ts';
import type { BannerMemory } from './banner-memory.ts';
import type { Bar } from './bar.ts';
import type { BannerHost } from './content.ts';
import { createDot } from './dot.ts';
import { focusShortcut } from './focus-shortcut.ts';
import { inFlow } from './in-flow.ts';
import { pageRoom } from './page-room.ts';
import { skipLink } from './skip-link.ts';
import { stepOver } from './step-over.ts';
import { stayOnTop } from './top-layer.ts';
import type { NoticeView } from './view.ts';

/** How long a change is tinted, milliseconds. */
const tintMs = 1_500;

/** @param dismissed - What the visitor has dismissed and has not ended. */
export function addBehaviour(
	host: BannerHost,
	bar: Bar,
	memory: BannerMemory,
	dismissed: (feed: Feed) => readonly NoticeView[],
): (feed: Feed | null, views: readonly NoticeView[]) => void {
	const { card, details, icon, polite, title, toggle, urgent } = bar;
	// It has a tab stop, so that it can be scrolled by keyboard.
	toggle.setAttribute('aria-controls', 'details');
	setAttributes(details, { role: 'group', 'aria-labelledby': 'title' });
	const dot = createDot(host, memory);
	const surfaces = [card, dot.node];
	const step = stepOver(host, surfaces, () => updateRoom());
	const updateRoom = pageRoom(host, card, () => step.px);
	const isInFlow = inFlow(host);
	const follow = stayOnTop(host, surfaces);
	card.onkeydown = ({ key }) => {
		if (key !== 'Escape' || !host.isOpen) return;
		toggle.click();
		toggle.focus();
	};
	focusShortcut(host, bar);
	const drawSkipLink = skipLink(host, bar);
	let tone: string | undefined;
	let announced = '';
	let wasOpen = false;
	let shown: readonly NoticeView[] = [];
	let current: Feed | null = null;
	host.addEventListener('candor-dismiss', async (event) => {
		const hadFocus = host.shadowRoot?.activeElement;
		// The page's own listeners, which may cancel the event, have been called by then.
		await Promise.resolve();
		const dismissedView = shown.find(({ notice }) => notice.id === event.notice);
		if (event.defaultPrevented || !current || !dismissedView) return;
		memory.recordDismissal(current, dismissedView.notice);
		host.requestUpdate();
		await host.updateComplete;
		// The button that had the focus is gone.
		if (hadFocus && !dot.node.hidden) dot.node.focus();
	});

	return (feed, views) => {
		// Not before, so that nothing changes places while the visitor reads.
		if (wasOpen && !host.isOpen) {
			memory.markRead(shown.map(({ notice }) => notice));
			host.requestUpdate();
		}
		wasOpen = host.isOpen;
		shown = views;
		current = feed;
		const [first] = views;
		setOwnLanguage([...bar.nodes, dot.node]);
		if (first?.language) markLanguage(title, first.language);
		if (first && first.tone !== tone) {
			tone = first.tone;
			icon.replaceChildren(toneIcon(first.tone));
		}
		const spoken = views
			.filter(({ notice }) => memory.isChanged(notice))
			.map((view) => view.spoken)
			.join(' ');
		if (spoken && spoken !== announced) {
			card.classList.add('changed');
			setTimeout(() => card.classList.remove('changed'), tintMs);
		}
		announced = spoken;
		if (!first) for (const region of [polite, urgent]) region.replaceChildren();
		dot.draw(feed && !first ? dismissed(feed) : []);
		if (isInFlow()) card.removeAttribute('popover');
		// What the visitor does not see comes in a task of its own.
		void yieldToMain().then(() => {
			drawSkipLink(first?.title ?? '');
			follow();
			updateRoom();
			step.measure();
			const notices = views.map(({ notice }) => notice);
			reach()?.notices(notices, host.isOpen ? details : null);
		});
	};
}
