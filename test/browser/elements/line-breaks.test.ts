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
import { mount, root } from '../support/mount.ts';
import { textsOf } from '../support/translator.ts';

function lineCount(text: Text): number {
	const range = document.createRange();
	range.selectNodeContents(text);
	return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

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
		// Not by `innerText`: until 2026, WebKit turned the line breaks of `pre-line` into spaces there.
		for (const subject of subjects) {
			const texts = textsOf(element).filter(({ data }) => data.includes(`${subject} EU: down`));
			expect(Math.max(...texts.map(lineCount)), subject).to.equal(2);
		}
		document.body.style.whiteSpace = '';
	});
