/**
 * The dot to which a dismissed banner shrinks, at the edge of the window. A page with a status pill
 * needs none: the pill shows the same notices.
 */
import { message } from '../i18n/messages.ts';
import { h } from '../shared/dom.ts';
import { toneIcon } from '../shared/icons.ts';
import type { BannerMemory } from './banner-memory.ts';
import type { BannerHost } from './content.ts';
import { isPlaced } from './placement.ts';
import type { NoticeView } from './view.ts';

export interface Dot {
	readonly node: HTMLElement;
	/** Shows the dot for the worst of these notices; without one, nothing. */
	draw(dismissed: readonly NoticeView[]): void;
}

export function createDot(host: BannerHost, memory: BannerMemory): Dot {
	const node = h('button', { id: 'dot', part: 'dot', popover: 'manual', hidden: '' });
	host.shadowRoot?.append(node);
	let ids: readonly string[] = [];
	node.onclick = async () => {
		for (const id of ids) memory.restored.add(id);
		host.requestUpdate();
		await host.updateComplete;
		host.shadowRoot?.querySelector('button')?.focus();
	};
	return {
		node,
		draw(dismissed) {
			ids = dismissed.map(({ notice }) => notice.id);
			const [worst] = isPlaced(host) && !host.ownerDocument.querySelector('candor-status') ? dismissed : [];
			node.hidden = !worst;
			if (host.isConnected) node.togglePopover?.(!!worst);
			if (!worst) return;
			node.ariaLabel = message('showNotice', { title: worst.title });
			if (node.dataset.tone !== worst.tone) node.replaceChildren(toneIcon(worst.tone));
			node.dataset.tone = worst.tone;
		},
	};
}
