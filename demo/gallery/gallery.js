/** Every element in every state, by scripted feeds: the page that designers and screenshots look at. */
import '/define.js';
import { feed } from './feed.js';
import { look } from './look.js';
import { play, played } from './play.js';
import { states } from './states.js';

look(document.querySelector('#look'));

const start = document.querySelector('#play');
start.addEventListener('click', () => {
	play();
	start.textContent = 'Start anew';
});
for (const element of document.querySelectorAll('#played *')) element.feed = played;

/** Something of the page's own, for a slot. */
function filling(slot, words) {
	const link = { actions: 'a' }[slot];
	const node = document.createElement(link ?? 'p');
	node.slot = slot;
	node.textContent = words;
	if (link) node.href = '#';
	return node;
}

/** Presses by script what is there by now. A code that is copied so does not take the place of what its reader has copied. */
function press(button) {
	Object.defineProperty(navigator, 'clipboard', {
		configurable: true,
		value: { writeText: async () => undefined },
	});
	button.click();
	Reflect.deleteProperty(navigator, 'clipboard');
}

/** Goes on to what a state shows only after something else was shown. */
async function goOn(element, later, presses) {
	await element.updateComplete;
	if (later) element.feed.say(later);
	for (const selector of presses) {
		press(element.shadowRoot.querySelector(selector));
		await element.updateComplete;
	}
}

function draw(tag, title, records, { heard, later, context, attributes = {}, slots = {}, presses = [] }) {
	const label = document.createElement('p');
	label.textContent = `<candor-${tag}> ${title}`;
	label.lang = 'en';
	label.dir = 'ltr';
	const element = document.createElement(`candor-${tag}`);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...Object.entries(slots).map(([slot, words]) => filling(slot, words)));
	element.feed = feed(records, heard);
	const state = document.createElement('div');
	state.className = 'state';
	state.dataset.state = `${tag}-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
	const around = document.createElement('candor-feed');
	if (context) around.setAttribute('context', context);
	around.append(element);
	state.append(label, around);
	document.querySelector('#gallery')?.append(state);
	goOn(element, later, presses);
}

for (const [tag, all] of Object.entries(states))
	for (const [title, records, more = {}] of all) draw(tag, title, records, more);
