import { lost } from '../feed.js';
import { atWork, outageAtWork } from '../outage.js';
import { house, oneNotice } from '../records.js';

const form = 'The form to pay by card stands here.';
const slots = { '': form };
const attributes = { component: 'cards' };

export const inline = [
	['well', house, { attributes, slots }],
	['affected', outageAtWork, { attributes, slots }],
	['the page’s own content is kept', outageAtWork, { attributes: { ...attributes, keep: '' }, slots }],
	[
		'with a way out by the page',
		outageAtWork,
		{ attributes, slots: { ...slots, actions: 'Pay by invoice' } },
	],
	[
		'in the page’s own words',
		outageAtWork,
		{
			attributes,
			slots: { ...slots, affected: 'Cards do not work right now. Please pay by bank transfer.' },
		},
	],
	[
		'maintenance',
		oneNotice(atWork),
		{ attributes: { component: 'app' }, slots: { '': 'Your account history stands here.' } },
	],
	['connection lost', outageAtWork, { attributes, slots, heard: lost() }],
];
