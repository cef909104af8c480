/** The code of a state: the markup that a page needs for it, and a button to copy it. */
import { make } from '../assets/make.js';

const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const attribute = ([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${quoted(value)}"`);

function slotted([slot, words]) {
	if (slot === '') return `\t<p>${words}</p>`;
	return slot === 'actions'
		? `\t<a slot="actions" href="/invoice">${words}</a>`
		: `\t<p slot="${slot}">${words}</p>`;
}

/**
 * The script tag with the context that the state needs, and the element. The banner comes with the tag.
 *
 * @param {string} tag such as `banner`
 * @param {{ attributes?: Record<string, string>, slots?: Record<string, string>, context?: string }} options as in states.js
 */
export function codeOf(tag, { attributes = {}, slots = {}, context }) {
	const given = context ? `\n\tdata-context='${context}'` : '';
	const script = `<script async src="https://status.example.com/candor.js"${given}></script>`;
	const lines = Object.entries(slots).map(slotted);
	const inside = lines.length > 0 ? `\n${lines.join('\n')}\n` : '';
	const start = Object.entries(attributes).map(attribute).join('');
	return tag === 'banner' ? script : `${script}\n<candor-${tag}${start}>${inside}</candor-${tag}>`;
}

/** The code behind a summary. @param {string} code */
export function codeView(code) {
	const copy = make('button', { type: 'button' }, 'Copy');
	copy.addEventListener('click', async () => {
		await navigator.clipboard.writeText(code);
		copy.textContent = 'Copied';
	});
	return make(
		'details',
		{ class: 'code', lang: 'en', dir: 'ltr' },
		make('summary', {}, 'Code'),
		make('pre', { tabIndex: 0, role: 'group', 'aria-label': 'Code' }, make('code', {}, code)),
		copy,
	);
}
