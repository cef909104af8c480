/** Every element in every state, with scripted feeds, for designers and screenshots. */
import '/define.js';
import { codeOf, codeView } from './code.js';
import { about, contents } from './contents.js';
import { feed } from './feed.js';
import { look } from './look.js';
import { play, played } from './play.js';
import { states } from './states.js';

for (const element of document.querySelectorAll('#played *')) element.feed = played;
const gallery = document.querySelector('#gallery');
look(document.querySelector('#look'), document.querySelector('#played candor-banner'));

const start = document.querySelector('#play');
start.addEventListener('click', () => {
	play();
	start.textContent = 'Start again';
});

/** Content of the page itself, for a slot. */
function filling(slot, words) {
	const link = { actions: 'a' }[slot];
	const node = document.createElement(link ?? 'p');
	node.slot = slot;
	node.textContent = words;
	if (link) node.href = '#';
	return node;
}

/** Presses a button by script. A code that is copied this way does not replace the visitor's clipboard. */
function press(button) {
	Object.defineProperty(navigator, 'clipboard', {
		configurable: true,
		value: { writeText: async () => undefined },
	});
	button.click();
	Reflect.deleteProperty(navigator, 'clipboard');
}

/** Continues with the records that a state shows after the first ones. */
async function goOn(element, later, presses) {
	await element.updateComplete;
	if (later) element.feed.say(later);
	for (const selector of presses) {
		// An element draws in a later task.
		while (!element.shadowRoot.querySelector(selector)) await new Promise(requestAnimationFrame);
		press(element.shadowRoot.querySelector(selector));
		await element.updateComplete;
	}
}

/** The name of a state in links, tests and pictures. */
const nameOf = (tag, title) => `${tag}-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;

function draw(tag, title, records, options) {
	const { heard, later, context, attributes = {}, slots = {}, presses = [] } = options;
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
	state.id = state.dataset.state = nameOf(tag, title);
	const around = document.createElement('candor-feed');
	if (context) around.setAttribute('context', context);
	around.append(element);
	state.append(label, around, codeView(codeOf(tag, options)));
	gallery?.append(state);
	goOn(element, later, presses);
}

for (const [tag, all] of Object.entries(states)) {
	gallery?.append(about(tag));
	for (const [title, records, more = {}] of all) draw(tag, title, records, more);
}
contents(
	document.querySelector('#contents'),
	Object.fromEntries(
		Object.entries(states).map(([tag, all]) => [
			tag,
			all.map(([title]) => ({ id: nameOf(tag, title), title })),
		]),
	),
);
// The states are drawn after the browser has looked for the place that the address names.
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
