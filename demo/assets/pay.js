/**
 * The Pay page. While card payments are unavailable, paying by card fails; paying from the account works, which is the
 * workaround in the notice.
 */
import { outage } from '../desk/outage.js';
import { kept } from './kept.js';

const form = document.querySelector('#pay');
const part = (id) => document.getElementById(id);
const still = matchMedia('(prefers-reduced-motion: reduce)');
const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
const methods = { card: 'Debit card ending 7714', account: 'Account ending 4821' };

/** The amount in euros; `null` when the text is not an amount that this form accepts. */
function amount() {
	const value = Number(form.elements.amount.value.trim().replace(',', '.'));
	return value >= 0.01 && value <= 3000 ? value : null;
}

function sum() {
	const value = amount();
	part('sum-to').textContent = form.elements.to.value;
	part('sum-method').textContent = methods[form.elements.method.value];
	part('sum-total').textContent = value === null ? '–' : euros.format(value);
	part('submit').textContent = value === null ? 'Pay' : `Pay ${euros.format(value)}`;
}

function answer(title, text, { bad = false, instead = false } = {}) {
	part('result-title').textContent = title;
	part('result-text').textContent = text;
	part('instead').hidden = !instead;
	part('result').classList.toggle('is-bad', bad);
	part('result').hidden = false;
	// In a small window the result would be below the edge.
	part('result').scrollIntoView({ block: 'nearest', behavior: still.matches ? 'auto' : 'smooth' });
}

function pay() {
	const value = amount();
	part('amount-error').hidden = value !== null;
	form.elements.amount.setAttribute('aria-invalid', String(value === null));
	if (value === null) {
		part('result').hidden = true;
		form.elements.amount.focus();
		return;
	}
	const { to, method, reference } = form.elements;
	const refuse = (text) => answer('Your card was not charged', text, { bad: true, instead: true });
	if (method.value === 'card' && kept.get('card.debit.frozen')) {
		refuse('This card is frozen. Unfreeze it under Cards, or pay from your account.');
	} else if (method.value === 'card' && outage.on) {
		refuse('Card payments are not working at the moment. Paying from your account works.');
	} else {
		const about = reference.value.trim() ? ` for “${reference.value.trim()}”` : '';
		answer('Paid', `${euros.format(value)} is on its way to ${to.value}${about}.`);
	}
}

function payFromAccount() {
	form.elements.method.value = 'account';
	sum();
}

form.addEventListener('input', sum);
form.addEventListener('submit', (event) => {
	event.preventDefault();
	pay();
});
part('switch').addEventListener('click', payFromAccount);
part('instead').addEventListener('click', () => {
	payFromAccount();
	pay();
});
sum();
