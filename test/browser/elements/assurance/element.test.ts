import { expect } from '@open-wc/testing';
import type { DataSafety } from '../../../../src/model/records/notice.ts';
import { aNotice, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { find, mount, root, visibleText } from '../../support/mount.ts';

const note = (safety: Partial<DataSafety>, checklist: string[] = []) =>
	aNotice({
		kind: 'assurance',
		title: 'About your data',
		phase: 'published',
		impact: 'none',
		checklist,
		dataSafety: {
			state: 'unknown',
			statement: richText('What we can say.'),
			evidence: null,
			approvedBy: 'Security team',
			asOf: atMinute(-4),
			...safety,
		},
	});

describe('candor-assurance', () => {
	beforeEach(() => localStorage.clear());

	for (const [state, sentence] of [
		['unknown', 'We do not know yet whether any data was affected.'],
		['investigating', 'We are checking whether any data was affected. We do not know yet.'],
		['safe', 'Your data is safe. We have checked.'],
		['affected', 'Some data was affected.'],
	] as const)
		it(`shows "${sentence}" and no more when the state is ${state}`, async () => {
			const element = await mount('candor-assurance', fakeFeed({ 'notice/a': note({ state }) }));
			expect(visibleText(element)).to.contain(sentence).and.to.contain('What we can say.');
			expect(visibleText(element)).to.contain('Security team').and.to.contain('4 min ago');
			if (state !== 'safe') expect(visibleText(element)).not.to.match(/\bsafe\b/i);
		});

	it('does not show a state that it does not know as safe', async () => {
		const unknownState = { ...note({}), dataSafety: { ...note({}).dataSafety, state: 'quarantined' } };
		const element = await mount('candor-assurance', fakeFeed({ 'notice/a': unknownState }));
		expect(visibleText(element))
			.to.contain('We do not know yet')
			.and.not.to.match(/\bsafe\b/i);
	});

	it('has no reassuring tone after a long time without contact', async () => {
		const feed = fakeFeed({ 'notice/a': note({ state: 'safe' }) });
		const element = await mount('candor-assurance', feed);
		expect(find(element, '.card').dataset.tone).to.equal('assurance');
		feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(find(element, '.card').dataset.tone).to.equal('info');
		expect(visibleText(element)).to.contain('Last contact 1 hr ago');
	});

	it('shows that data is affected, even if another notice says that it is safe', async () => {
		const incident = aNotice({ impact: 'critical', dataSafety: note({ state: 'safe' }).dataSafety });
		const feed = fakeFeed({ 'notice/i': incident, 'notice/a': note({ state: 'affected' }) });
		const element = await mount('candor-assurance', feed);
		expect(visibleText(element)).to.contain('Some data was affected.');
	});

	it('shows the evidence, or that there is none', async () => {
		const feed = fakeFeed({ 'notice/a': note({ state: 'safe' }) });
		const element = await mount('candor-assurance', feed);
		expect(visibleText(element)).to.contain('No evidence published yet');
		feed.put('notice', 'a', note({ state: 'safe', evidence: richText('Access logs were read.') }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Access logs were read.').and.not.to.contain('No evidence');
	});

	it('keeps the steps that were ticked off when the note changes', async () => {
		const feed = fakeFeed({ 'notice/a': note({}, ['Change your password', 'Check your cards']) });
		const element = await mount('candor-assurance', feed);
		root(element).querySelector('input')?.click();
		feed.put('notice', 'a', note({ state: 'safe' }, ['Check your cards', 'Change your password']));
		await element.updateComplete;
		const ticked = [...root(element).querySelectorAll('input')].map(({ checked }) => checked);
		expect(ticked).to.deep.equal([false, true]);
		expect(visibleText(element)).to.contain('1 of 2 done');
	});

	it('keeps the steps that were ticked off for the next page and for other tabs', async () => {
		const feed = fakeFeed({ 'notice/a': note({}, ['Change your password']) });
		const element = await mount('candor-assurance', feed);
		const other = await mount('candor-assurance', feed);
		root(element).querySelector('input')?.click();
		await other.updateComplete;
		expect(root(other).querySelector('input')?.checked).to.equal(true);
		expect(visibleText(other)).to.contain('1 of 1 done');
		expect(localStorage.getItem(`candor:kept:${feed.source}`)).to.contain('Change your password');
	});

	it('shows the actions of the record as what protects the visitor', async () => {
		const value = { ...note({}), actions: ['All sign-ins ask for a second factor.'] };
		const element = await mount('candor-assurance', fakeFeed({ 'notice/a': value }));
		expect(visibleText(element)).to.contain('What protects you now').and.to.contain('All sign-ins ask');
		const without = await mount('candor-assurance', fakeFeed({ 'notice/a': note({}) }));
		expect(visibleText(without)).not.to.contain('What protects you now');
	});

	it('shows a drill only to visitors who take part in drills', async () => {
		const feed = fakeFeed({ 'notice/a': { ...note({ state: 'affected' }), drill: true } });
		const outsider = await mount('candor-assurance', feed);
		expect(visibleText(outsider)).not.to.contain('affected');
		const insider = await mount('candor-assurance', feed, {}, { drill: true });
		expect(visibleText(insider)).to.contain('Drill').and.to.contain('data was affected');
	});
});
