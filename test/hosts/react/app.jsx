import { feedFor } from 'candor';
import { useEffect, useState } from 'react';
import { addCredit, steps } from '../steps.js';

const parts = {
	words: <p key="words">Own words</p>,
	timeline: <candor-timeline key="timeline" notice="cards" />,
};

export function App({ source }) {
	// React sets no properties on what a server has rendered until they change.
	const [feed, setFeed] = useState();
	useEffect(() => setFeed(feedFor(source)), [source]);
	const [kept, setKept] = useState('');
	const [step, setStep] = useState(0);
	const keep = (event) => {
		if (kept) return;
		event.preventDefault();
		setKept(event.notice);
	};
	const [claims, setClaims] = useState('');
	const claim = (event) => {
		event.waitUntil(addCredit(event.remedy));
		setClaims((before) => `${before}Heard ${event.remedy} of ${event.notice}`);
	};
	return (
		<candor-feed src={source}>
			<candor-banner placement="top" oncandor-dismiss={keep} />
			<candor-status feed={feed} />
			<div id="list">{steps[step].map((name) => parts[name])}</div>
			<button type="button" id="next" onClick={() => setStep(step + 1)}>
				Next
			</button>
			<output>{kept && `Kept ${kept}`}</output>
			<candor-inline component="checkout">
				<p>Pay by card</p>
				<a slot="actions" href="/invoice">
					Pay by invoice
				</a>
			</candor-inline>
			<candor-inline component="checkout">
				<p>Your basket</p>
				<p slot="affected">We keep your basket</p>
			</candor-inline>
			<candor-remedy oncandor-claim={claim} />
			<p>{claims}</p>
		</candor-feed>
	);
}
