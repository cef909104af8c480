/** The pages of others in which a bar must stay usable, as FINDINGS and customers name them. */
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { HostPage, OpenOptions } from './pages.ts';

export interface TestedHost extends HostPage {
	readonly name: string;
	readonly options?: OpenOptions;
	/** What the page does once its bar is shown: it opens its dialog, or replaces its body. */
	readonly act?: (page: Page) => unknown;
	/** The bar has less room than on a plain page, so its size is another one. */
	readonly isSmall?: boolean;
	/** The bar keeps clear of these elements of the page. */
	readonly keepsFree?: string;
	/** The bar is a part of the page, and has the width of its place. */
	readonly isInFlow?: boolean;
}

const lines = Array.from({ length: 40 }, (_, line) => `<p>Line ${line} <button>Do ${line}</button></p>`).join(
	'',
);
const style = (css: string): string => `<style>${css}</style>`;
const fixed = (rules: string): string => style(`.bar{position:fixed;background:#ddd;${rules}}`);
const modalScript = '<script>document.querySelector("dialog").showModal()</script>';
const shellStyle = style(
	'html,body{height:100%;margin:0;overflow:hidden}#app{height:100vh;display:flex;flex-direction:column}main{flex:1;overflow:auto}',
);
const shell = `<div id="app"><nav>Shop</nav><main>${lines}</main><footer>Draft saved</footer></div>`;

/** Bootstrap's own rules for what matters here: its navbar, its modal and its backdrop. */
const bootstrap = style(
	'*,*::before,*::after{box-sizing:border-box}body{margin:0;font:400 16px/1.5 system-ui}.navbar{position:fixed;inset:0 0 auto;z-index:1030;padding:16px;background:#222;color:#fff}.modal{position:fixed;inset:0;z-index:1055;overflow:auto;outline:0}.modal-dialog{margin:28px auto;max-width:500px;background:#fff;padding:16px}.modal-backdrop{position:fixed;inset:0;z-index:1050;background:#000;opacity:.5}.modal-open{overflow:hidden;padding-right:15px}',
);

const client = (mismatch: string): string => `
	import { createElement as h } from 'react';
	import { hydrateRoot } from 'react-dom/client';
	hydrateRoot(document, h('html', { lang: 'en' }, h('head', null, h('title', null, 'Shop')),
		h('body', null, h('main', null, ${mismatch}))), { onRecoverableError() { globalThis.recovered = true; } });
`;
const reactScript = async (): Promise<string> => {
	const { outputFiles } = await build({
		stdin: { contents: client("'Seen in the browser'"), resolveDir: process.cwd() },
		bundle: true,
		write: false,
		format: 'iife',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	return outputFiles[0]?.text ?? '';
};

export const hosts: readonly TestedHost[] = [
	{ name: '* {all: unset}', head: style('*{all:unset}'), body: lines },
	{
		name: 'a reset with !important',
		head: style(
			'*,*::before,*::after{all:unset!important}body *{display:block!important;margin:0!important;padding:0!important;border:0!important;background:none!important;color:red!important;position:static!important}',
		),
		body: lines,
	},
	{
		name: 'type on every element',
		head: style(
			'*{font-size:6px!important;text-transform:uppercase!important;letter-spacing:5px!important;text-align:center!important;line-height:3!important;word-spacing:9px!important;white-space:nowrap!important;text-indent:40px!important}',
		),
		body: lines,
	},
	{
		name: 'a preflight',
		head: style(
			'*,::before,::after{box-sizing:border-box;margin:0;padding:0;border:0 solid}html{line-height:1.5;font-family:serif}h2{font-size:inherit;font-weight:inherit}button{font:inherit;color:inherit;background:transparent;border-radius:0}svg{display:block;max-width:100%}',
		),
		body: lines,
	},
	{
		name: 'a fixed navbar and an open modal, as Bootstrap has them',
		head: bootstrap,
		bodyTag: 'class="modal-open"',
		body: `<nav class="navbar">Shop</nav><div style="padding-top:70px">${lines}</div><div class="modal" tabindex="-1" role="dialog" aria-modal="true"><div class="modal-dialog">Sure? <button>Yes</button></div></div><div class="modal-backdrop"></div>`,
	},
	{
		name: 'an open modal, as Radix has it',
		body: `<div id="root">${lines}</div><div role="dialog" style="position:fixed;top:30%;left:30%;z-index:50;background:#fff;pointer-events:auto"><button>Yes</button></div>`,
		act: (page) =>
			page.evaluate(() => {
				document.body.style.pointerEvents = 'none';
				for (const child of document.body.children)
					if (child.getAttribute('role') !== 'dialog') child.setAttribute('aria-hidden', 'true');
			}),
	},
	{
		name: 'an open modal that makes the rest inert',
		body: `<div id="root">${lines}</div><div role="dialog" style="position:fixed;top:30%;left:30%;background:#fff"><button>Yes</button></div>`,
		act: (page) =>
			page.evaluate(() => {
				for (const child of document.body.children)
					if (child.getAttribute('role') !== 'dialog') child.toggleAttribute('inert', true);
			}),
	},
	{
		name: 'a dialog that fills the window',
		body: `${lines}<dialog style="width:100vw;height:100vh;max-width:none;max-height:none;border:0;margin:0">Sure? <button>Yes</button></dialog>`,
		act: (page) => page.evaluate(() => document.querySelector('dialog')?.showModal()),
	},
	{
		name: 'a dialog that was open first',
		body: `${lines}<dialog>Sure? <button>Yes</button></dialog>${modalScript}`,
	},
	{
		name: 'a dialog that the page removes while it is open',
		body: `${lines}<div id="root"><dialog>Sure? <button>Yes</button></dialog></div>`,
		act: async (page) => {
			await page.evaluate(() => document.querySelector('dialog')?.showModal());
			await page.waitForFunction(() => document.querySelector('dialog candor-banner'));
			await page.evaluate(() => document.querySelector('#root')?.replaceChildren());
		},
	},
	{
		name: 'an element in fullscreen',
		body: `<div id="film" style="background:#000;color:#fff"><button onclick="film.requestFullscreen()">Full</button></div>${lines}`,
		act: async (page) => {
			await page.locator('#film button').click();
			await page.waitForFunction(() => document.fullscreenElement);
		},
	},
	{
		name: 'a sticky checkout bar and a chat button',
		head: style(
			'.pay{position:sticky;bottom:0;background:#cfc;padding:14px}.chat{position:fixed;right:16px;bottom:80px;width:60px;height:60px;border-radius:50%;background:#36c;z-index:99999}',
		),
		body: `${lines}<div class="pay">Total 40 € <button>Pay</button></div><button class="chat">?</button>`,
		keepsFree: '.pay,.chat',
	},
	{
		name: 'a chat button in a fixed element that fills the window',
		head: style(
			'.chat{position:fixed;inset:0;pointer-events:none}.chat button{pointer-events:auto;position:fixed;right:200px;bottom:20px;width:48px;height:48px}',
		),
		body: `${lines}<div class="chat"><button>?</button></div>`,
		keepsFree: '.chat button',
	},
	{
		name: 'a cookie bar at the bottom',
		head: fixed('inset:auto 0 0;padding:24px;z-index:9999'),
		body: `${lines}<div class="bar">We use cookies <button>Fine</button></div>`,
		keepsFree: '.bar',
	},
	{
		name: 'a cookie bar that appears later',
		head: fixed('inset:auto 0 0;padding:24px;z-index:9999'),
		body: lines,
		act: (page) =>
			page.evaluate(() => {
				const bar = document.createElement('div');
				bar.className = 'bar';
				bar.textContent = 'We use cookies';
				document.body.append(bar);
			}),
		keepsFree: '.bar',
	},
	{
		name: 'a fixed header, and the bar at the top',
		tag: 'data-placement="top"',
		head: fixed('inset:0 0 auto;padding:16px;z-index:1000'),
		body: `<header class="bar">Shop <button>Cart</button></header>${lines}`,
		keepsFree: '.bar',
	},
	{
		name: 'a consent manager that leaves the address in data-src',
		document: (_tag, candor) =>
			`<!doctype html><html lang="en"><title>Shop</title><body>${lines}<script>const s = document.createElement('script'); s.dataset.src = '${candor}/candor.js'; s.src = s.dataset.src; document.head.append(s)</script>`,
	},
	{ name: 'an application shell, overlay', head: shellStyle, body: shell },
	{
		name: 'an application shell, push at the top',
		tag: 'data-placement="top" data-space="push"',
		head: shellStyle,
		body: shell,
		isInFlow: true,
		keepsFree: 'nav,footer',
	},
	{
		name: 'an application shell, push at the bottom',
		tag: 'data-space="push"',
		head: shellStyle,
		body: shell,
		isInFlow: true,
		keepsFree: 'nav,footer',
	},
	{
		name: 'an application shell that names a place',
		tag: 'data-placement="top" data-space="push" data-into="main"',
		head: shellStyle,
		body: shell,
		isInFlow: true,
		keepsFree: 'nav,footer',
	},
	{ name: 'a page from right to left', html: 'dir="rtl"', body: lines },
	{
		name: 'a strict policy with Trusted Types',
		body: lines,
		headers: (candor) => ({
			'content-security-policy': `default-src 'none'; script-src ${candor}; connect-src ${candor}; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
		}),
	},
	{
		name: 'a window at 200 % zoom',
		body: lines,
		isSmall: true,
		options: { window: { width: 640, height: 400 } },
	},
	{
		name: 'a window at 400 % zoom',
		body: lines,
		isSmall: true,
		options: { window: { width: 320, height: 200 } },
	},
	{ name: 'forced colours', body: lines, options: { context: { forcedColors: 'active' } } },
	{ name: 'reduced motion', body: lines, options: { context: { reducedMotion: 'reduce' } } },
	{ name: 'more contrast', body: lines, options: { context: { contrast: 'more' } } },
	{ name: 'a dark page', head: style(':root{color-scheme:dark}'), body: lines },
	{
		name: 'scrollbars of 16 px',
		head: style('::-webkit-scrollbar{width:16px;height:16px;background:#ccc}'),
		body: lines,
	},
	{
		name: 'a header at the highest z-index',
		head: fixed('inset:0;height:70px;z-index:2147483647'),
		body: `<header class="bar">Shop</header>${lines}<div class="bar" style="inset:auto 0 0;height:60%">All</div>`,
	},
	{
		name: 'a transform on the body',
		head: style('body{transform:translateZ(0);filter:blur(0)}'),
		body: lines,
	},
	{ name: 'a root of 24 px', head: style('html{font-size:24px}'), body: lines },
	{ name: 'a root of 62.5 %', head: style('html{font-size:62.5%}'), body: lines },
	{
		name: 'a document that React hydrates with a mismatch',
		document: (tag) =>
			`<!doctype html><html lang="en"><head><title>Shop</title>${tag}</head><body><main>Seen on the server</main></body></html>`,
		act: async (page) => {
			await page.addScriptTag({ content: await reactScript() });
			await page.waitForFunction('globalThis.recovered');
			await page.locator('main', { hasText: 'Seen in the browser' }).waitFor();
		},
	},
	{
		name: 'a body that a navigation replaces, as hx-boost does',
		body: lines,
		act: (page) =>
			page.evaluate(() => {
				const parsed = new DOMParser().parseFromString('<p>The next page</p>'.repeat(90), 'text/html');
				document.body.innerHTML = parsed.body.innerHTML;
			}),
	},
	{
		name: 'a page translator',
		body: lines,
		// As Google Translate does: a bar at the top, a shifted body, and `font` around every text.
		act: (page) =>
			page.evaluate(() => {
				document.documentElement.classList.add('translated-ltr');
				document.body.style.cssText = 'position:relative;min-height:100%;top:40px';
				for (const node of document.body.querySelectorAll('p,button')) {
					const font = document.createElement('font');
					font.style.verticalAlign = 'inherit';
					font.append(...node.childNodes);
					node.append(font);
				}
			}),
	},
];
