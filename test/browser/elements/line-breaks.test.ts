/** The lines that an operator wrote stay lines, in every element. */
import { expect } from '@open-wc/testing';
import {
	aComponent,
	aNotice,
	anUpdate,
	aRemedy,
	atMinute,
	fakeFeed,
	richText,
} from '../support/fake-feed.ts';
import { mount, root, visibleText } from '../support/mount.ts';

const lines = (subject: string) => richText(`${subject} EU: down\nUS: works`);
const records = {
	'component/cards': aComponent('Cards'),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		workaround: lines('Workaround'),
		dataSafety: {
			state: 'unknown',
			statement: lines('Statement'),
			evidence: lines('Evidence'),
			approvedBy: null,
			asOf: atMinute(-4),
		},
	}),
	'update/u1': anUpdate('n1', { body: lines('Update') }),
	'remedy/r1': aRemedy({ notice: 'n1', apology: lines('Apology'), terms: lines('Terms') }),
};

for (const [tag, subjects] of [
	['candor-banner', ['Update', 'Workaround']],
	['candor-status', ['Workaround']],
	['candor-timeline', ['Update']],
	['candor-inline', ['Workaround']],
	['candor-assurance', ['Statement', 'Evidence']],
	['candor-remedy', ['Apology', 'Terms']],
] as const)
	it(`${tag} keeps the line breaks of a text, whatever the page's style sheet says`, async () => {
		document.body.style.whiteSpace = 'nowrap';
		const element = await mount(tag, fakeFeed(records), { component: 'cards' });
		root(element).querySelector<HTMLElement>('.pill, button[aria-expanded]')?.click();
		await element.updateComplete;
		await element.updateComplete;
		const text = visibleText(element);
		for (const subject of subjects) expect(text).to.match(RegExp(`${subject} EU: down *\\nUS: works`));
		document.body.style.whiteSpace = '';
	});
