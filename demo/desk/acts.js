/**
 * The acts of the story: when an act is done, when it is possible, and its requests. `pause` is the number of seconds
 * before it in automatic play.
 */
import { components, larkfield, requests } from './requests.js';
import { hasReached, idsOf, isOpen } from './story.js';

const act = (id, pause, title, says, { done, ready }) => ({
	id,
	pause,
	title,
	says,
	done,
	ready,
	requests: (run, now) => requests[id](idsOf(run), now),
});

/** A notice names components that exist. */
const hasComponents = ({ components: known }) => Object.keys(components).every((id) => known.includes(id));

export const acts = [
	act('prepare', 1, 'Name the page and its services', 'Once. Sending it again changes nothing.', {
		done: (story) => story.page === larkfield.name && hasComponents(story),
		ready: () => true,
	}),
	act(
		'open',
		3,
		'Say that something is wrong',
		'What fails, what works, and when the next update is due. Customers may say that it affects them.',
		{
			done: ({ cards }) => cards !== null,
			ready: hasComponents,
		},
	),
	act('identify', 13, 'Say why, and what to do', 'The cause is known. Paying from the account works.', {
		done: ({ cards }) => hasReached(cards, 'identified'),
		ready: ({ cards }) => isOpen(cards),
	}),
	act(
		'reassure',
		12,
		'Answer the worry: is my data safe?',
		'A security note that claims no more than is known. See the Security page.',
		{
			done: ({ security }) => security !== null,
			ready: () => true,
		},
	),
	act('clear', 12, 'Give the finding', 'Safe, with the evidence and the name of who approved it.', {
		done: ({ security }) => security?.dataSafety?.state === 'safe',
		ready: ({ security }) => isOpen(security),
	}),
	act(
		'watch',
		13,
		'Say that it works again',
		'Milder now, with a new promise. Customers may say that it works.',
		{
			done: ({ cards }) => hasReached(cards, 'monitoring'),
			ready: ({ cards }) => isOpen(cards),
		},
	),
	act('resolve', 13, 'Say that it is over', 'Customers who saw the outage read how it ended.', {
		done: ({ cards }) => hasReached(cards, 'resolved'),
		ready: ({ cards }) => isOpen(cards),
	}),
	act(
		'explain',
		8,
		'Publish the post-mortem',
		'Why it happened, and what you promise. See the Status page.',
		{
			done: ({ postmortem }) => postmortem !== null,
			ready: ({ cards }) => hasReached(cards, 'resolved'),
		},
	),
	act('repair', 8, 'Apologise, and make it good', 'An apology with an offer. See the Overview page.', {
		done: ({ remedy }) => remedy !== null,
		ready: ({ cards }) => hasReached(cards, 'resolved'),
	}),
	act(
		'announce',
		8,
		'Announce maintenance',
		'Open the status button. The notice starts by itself tomorrow.',
		{
			done: ({ work }) => work !== null,
			ready: hasComponents,
		},
	),
	act(
		'address',
		8,
		'Address only some customers',
		'Business customers alone see it: choose Business under “See it as”.',
		{
			done: ({ business }) => business !== null,
			ready: () => true,
		},
	),
];

/** The next act: the first possible one that is not done. */
export const nextAct = (story) => acts.find(({ done, ready }) => !done(story) && ready(story)) ?? null;
