/** What every Larkfield page does: greets, and switches between light and dark. */
import { kept } from './kept.js';

const root = document.documentElement;

document.querySelector('#theme').addEventListener('click', () => {
	const dark = root.dataset.theme
		? root.dataset.theme === 'dark'
		: matchMedia('(prefers-color-scheme: dark)').matches;
	root.dataset.theme = dark ? 'light' : 'dark';
	kept.set('theme', root.dataset.theme);
});

// Where Larkfield itself does not answer, Candor's service worker does. A browser that has none goes without.
navigator.serviceWorker
	?.register('/candor-sw.js?src=/&name=Larkfield', { scope: '/demo/' })
	.catch((error) => console.warn('The service worker could not be registered.', error));

const greeting = document.querySelector('#greeting');
if (greeting) {
	const hour = new Date().getHours();
	greeting.textContent =
		hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon';
}

/** Dates that are always this week's: `data-days="-2"` is the day before yesterday, in the reader's language. */
const day = new Intl.DateTimeFormat('en-IE', { weekday: 'short', day: 'numeric', month: 'short' });
for (const time of document.querySelectorAll('time[data-days]')) {
	const date = new Date();
	date.setDate(date.getDate() + Number(time.dataset.days));
	time.dateTime = date.toISOString().slice(0, 10);
	time.textContent = day.format(date);
}
