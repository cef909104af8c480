/** Shared by all Larkfield pages: the greeting, and the switch between light and dark. */
import { kept } from './kept.js';

const root = document.documentElement;

document.querySelector('#theme').addEventListener('click', () => {
	const dark = root.dataset.theme
		? root.dataset.theme === 'dark'
		: matchMedia('(prefers-color-scheme: dark)').matches;
	root.dataset.theme = dark ? 'light' : 'dark';
	kept.set('theme', root.dataset.theme);
});

// When Larkfield itself does not answer, Candor's service worker does, in browsers that support it.
navigator.serviceWorker
	?.register('/candor-sw.js?src=/&name=Larkfield', { scope: '/demo/' })
	.catch((error) => console.warn('The service worker could not be registered.', error));

const greeting = document.querySelector('#greeting');
if (greeting) {
	const hour = new Date().getHours();
	greeting.textContent =
		hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon';
}
