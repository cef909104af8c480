/**
 * The first stop of the Tab key in a page whose bar lies at the bottom, and is the last: a visitor
 * who uses the keyboard need not pass through the whole page. It is visible while it has the focus.
 *
 * It stands before the body, so that the page's rules for the body's children match what they
 * matched before.
 */
import { adoptStyles, css } from '@lit/reactive-element';
import { setOwnLanguage } from '../i18n/language-attributes.ts';
import { message } from '../i18n/messages.ts';
import { h, setText } from '../shared/dom.ts';
import type { Bar } from './bar.ts';
import type { BannerHost } from './content.ts';
import { whileConnected } from './while-connected.ts';

const styles = css`
	:host {
		all: initial !important;
	}
	nav {
		position: fixed;
		top: 0;
		z-index: 2147483647;
	}
	nav:not(:focus-within) {
		opacity: 0;
		pointer-events: none;
	}
	button {
		min-height: 44px;
		margin: 8px;
		padding: 0 16px;
		border: 1px solid #8888;
		border-radius: 12px;
		color: light-dark(#222, #eee);
		background: light-dark(#fff, #222);
		font: 600 15px system-ui;
	}
`;

/** @returns The function to call after each drawing. `title`: what the bar shows; empty for nothing. */
export function skipLink(host: BannerHost, { toggle }: Bar): (title: string) => void {
	const page = host.ownerDocument;
	const button = h('button');
	const nav = h('nav', {}, button);
	const link = page.createElement('candor-skip-link');
	const root = link.attachShadow({ mode: 'open' });
	adoptStyles(root, [styles]);
	root.append(nav);
	button.onclick = () => toggle.focus();
	whileConnected(host, (signal) => signal.addEventListener('abort', () => link.remove()));

	return (title) => {
		const isLast = host.isConnected && host.getAttribute('placement') === 'bottom';
		// A style sheet works only in the document that created it: no link in other windows.
		if (!title || !isLast || host.ownerDocument !== page) return link.remove();
		setText(button, message('showNotice', { title }));
		nav.ariaLabel = message('openNotices');
		setOwnLanguage([nav]);
		if (link.isConnected) return;
		page.documentElement.insertBefore(link, page.body);
	};
}
