/** The switches of the cards. Their state is stored in this browser, and the Pay page uses it. */
import { kept } from './kept.js';

const switches = document.querySelectorAll('input[data-card]');
const keyOf = ({ dataset, name }) => `card.${dataset.card}.${name}`;

function show({ dataset, checked }) {
	const plastic = document.querySelector(`[data-plastic="${dataset.card}"]`);
	plastic.classList.toggle('is-frozen', checked);
	plastic.querySelector('.lf-tag').hidden = !checked;
}

for (const input of switches) {
	input.checked = kept.get(keyOf(input)) ?? input.checked;
	if (input.name === 'frozen') show(input);
	input.addEventListener('change', () => {
		kept.set(keyOf(input), input.checked);
		if (input.name === 'frozen') show(input);
	});
}
