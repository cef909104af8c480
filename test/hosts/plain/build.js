import { feedFor } from 'candor';
import { addCredit, steps } from '../steps.js';

/** The page as a server sends it: elements stand in it before anything has defined them. */
export const markup = (source) => `<candor-feed src="${source}">
	<candor-banner placement="top"></candor-banner>
	<candor-status></candor-status>
	<div id="list"><p>Own words</p></div>
	<button id="next">Next</button><output></output>
	<candor-inline component="checkout">
		<p>Pay by card</p>
		<a slot="actions" href="/invoice">Pay by invoice</a>
	</candor-inline>
	<candor-inline component="checkout">
		<p>Your basket</p>
		<p slot="affected">We keep your basket</p>
	</candor-inline>
	<candor-remedy></candor-remedy>
	<p id="claims"></p>
</candor-feed>`;

/** What the page's own script does with it. */
export function start(root, source) {
	const find = (selector) => root.querySelector(selector);
	find('candor-status').feed = feedFor(source);
	let kept = false;
	find('candor-banner').addEventListener('candor-dismiss', (event) => {
		if (kept) return;
		kept = true;
		event.preventDefault();
		find('output').textContent = `Kept ${event.notice}`;
	});
	document.addEventListener('candor-claim', (event) => {
		event.waitUntil(addCredit(event.remedy));
		find('#claims').append(`Heard ${event.remedy} of ${event.notice}`);
	});
	const timeline = document.createElement('candor-timeline');
	timeline.setAttribute('notice', 'cards');
	const parts = { words: find('#list p'), timeline };
	let step = 0;
	find('#next').addEventListener('click', () => {
		step++;
		find('#list').replaceChildren(...steps[step].map((name) => parts[name]));
	});
}
