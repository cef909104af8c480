/** The button that takes Larkfield itself down for a while (demo/outage.mjs). */
import { say } from '../assets/make.js';

const button = document.getElementById('desk-down');
const said = document.getElementById('desk-down-said');

button.addEventListener('click', async () => {
	button.disabled = true;
	try {
		// Without the service worker, the visitor would see the browser's own error page.
		await navigator.serviceWorker?.ready;
		const answer = await fetch('/demo/desk/outage', { method: 'POST' });
		if (!answer.ok) throw new Error((await answer.json()).detail);
		const { until } = await answer.json();
		const time = new Date(until).toLocaleTimeString(undefined, { timeStyle: 'medium' });
		say(said, `Larkfield is down until ${time}. Reload this page now.`);
	} catch (error) {
		say(said, `Larkfield could not be taken down: ${error.message}`);
	}
	button.disabled = false;
});
