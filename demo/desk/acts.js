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
	act('open', 3, 'Say that something is wrong', 'What fails, what does not, and when the next word comes.', {
		done: ({ cards }) => cards !== null,
		ready: hasComponents,
	}),
	act(
		'identify',
		15,
		'Say why, and what to do meanwhile',
		'The cause is known; paying from the account works.',
		{
			done: ({ cards }) => hasReached(cards, 'identified'),
			ready: ({ cards }) => isOpen(cards),
		},
	),
	act(
		'reassure',
		14,
		'Answer the worry: is my data safe?',
		'A security note that claims no more than is known.',
		{
			done: ({ security }) => security !== null,
			ready: () => true,
		},
	),
	act(
		'clear',
		14,
		'Give the finding, and how it is known',
		'See the Security page: safe, with evidence and who approved it.',
		{
			done: ({ security }) => security?.dataSafety?.state === 'safe',
			ready: ({ security }) => isOpen(security),
		},
	),
	act(
		'watch',
		15,
		'Say that it works again, and keep watch',
		'Milder now; the next update is promised again.',
		{
			done: ({ cards }) => hasReached(cards, 'monitoring'),
			ready: ({ cards }) => isOpen(cards),
		},
	),
	act('resolve', 15, 'Say that it is over', 'Those who saw the outage read how it ended.', {
		done: ({ cards }) => hasReached(cards, 'resolved'),
		ready: ({ cards }) => isOpen(cards),
	}),
	act(
		'announce',
		12,
		'Announce tomorrow’s maintenance',
		'Open the status button: it starts with its window.',
		{
			done: ({ work }) => work !== null,
			ready: hasComponents,
		},
	),
];

/** The next act: the first possible one that is not done. */
export const nextAct = (story) => acts.find(({ done, ready }) => !done(story) && ready(story)) ?? null;
