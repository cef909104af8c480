/** The panel of candor-status with hundreds of components. */
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CandorStatus } from '../../../../src/entries/index.ts';
import type { ComponentValue } from '../../../../src/model/records/component.ts';
import { nextAnnouncement } from '../../support/announcements.ts';
import { aComponent, aNotice, type FakeFeed } from '../../support/fake-feed.ts';
import { focusedElement, press } from '../../support/keyboard.ts';
import { find, findButton, mount, root, untilFound, visibleText } from '../../support/mount.ts';
import { componentDays, feedWithOwnSource, historyResponse, openPanel } from '../../support/status-panel.ts';

const groupCount = 20;
const idOf = (index: number): string => `c${index}`;
/** So many components, each in one of the groups. */
function records(count: number, groupOf = (index: number): string | null => `Group ${index % groupCount}`) {
	const all: Record<string, ComponentValue> = {};
	for (let index = 0; index < count; index += 1)
		all[`component/${idOf(index)}`] = aComponent(`Component ${index}`, {
			group: groupOf(index),
			position: index,
		});
	return all;
}
const broken = (...indexes: number[]) =>
	aNotice({
		affected: indexes.map((index) => ({ component: idOf(index), status: 'major-outage' as const })),
	});

const nodeCount = (node: Node): number =>
	1 + [...node.childNodes].reduce((sum, child) => sum + nodeCount(child), 0);
const groups = (element: Element): HTMLDetailsElement[] => [
	...root(element).querySelectorAll<HTMLDetailsElement>('.group'),
];
const rows = (element: Element): HTMLElement[] => [
	...root(element).querySelectorAll<HTMLElement>('.components > li'),
];
const rowNames = (element: Element): (string | undefined)[] =>
	rows(element).map((row) => row.querySelector('.name span')?.textContent ?? undefined);

/** Resolves once a condition holds, which is checked after each change of the element. */
const until = (element: Element, isTrue: () => boolean): Promise<void> =>
	new Promise((resolve) => {
		const check = (): void => {
			if (!isTrue()) return;
			observer.disconnect();
			resolve();
		};
		const observer = new MutationObserver(check);
		observer.observe(root(element), {
			attributes: true,
			childList: true,
			subtree: true,
			characterData: true,
		});
		check();
	});

async function opened(feed: FakeFeed): Promise<CandorStatus> {
	const element = await mount('candor-status', feed);
	await openPanel(element);
	return element;
}
async function reopen(element: CandorStatus): Promise<void> {
	const closed = oneEvent(find(element, '#panel'), 'toggle');
	findButton(element, 'Close').click();
	await closed;
	await element.updateComplete;
	await openPanel(element);
}
/** Presses Tab until the focused element matches. */
async function tabTo(selector: string): Promise<void> {
	for (let step = 0; step < 10; step += 1) {
		await press('Tab');
		if (focusedElement()?.matches(selector)) return;
	}
	throw new Error(`Tab does not reach ${selector}.`);
}
const type = async (element: Element, text: string): Promise<void> => {
	find(element, '[type=search]').focus();
	await sendKeys({ type: text });
};

describe('the panel of candor-status with many components', () => {
	const { fetch } = globalThis;
	let requests = 0;
	before(() => {
		globalThis.fetch = async () => {
			requests += 1;
			const days = Array.from({ length: 500 }, (_, index) =>
				componentDays(idOf(index), ['degraded'], [{ degraded: 600 }]),
			);
			return historyResponse(...days);
		};
	});
	beforeEach(() => {
		requests = 0;
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('has few nodes with 500 components in closed groups, and requests no history for them', async () => {
		const element = await opened(feedWithOwnSource(records(500)));
		expect(groups(element).length).to.equal(groupCount);
		expect(rows(element).length).to.equal(0);
		expect(nodeCount(root(element))).to.be.lessThan(5_000);
		expect(requests).to.equal(0);
	});

	it('draws the components of a group and their bars when it is opened, and removes them when it is closed', async () => {
		const element = await opened(feedWithOwnSource(records(500)));
		const [first] = groups(element);
		first?.querySelector('summary')?.click();
		await until(element, () => root(element).querySelectorAll('.bars svg').length === 25);
		expect(rows(element).length).to.equal(25);
		expect(first?.querySelectorAll('.bars').length).to.equal(25);
		expect(nodeCount(root(element))).to.be.lessThan(5_000);
		first?.querySelector('summary')?.click();
		await until(element, () => rows(element).length === 0);
	});

	it('draws hundreds of components in steps, and in the end all of them', async () => {
		const element = await opened(feedWithOwnSource(records(300)));
		const counts = new Set<number>();
		const observer = new MutationObserver(() => counts.add(rows(element).length));
		observer.observe(root(element), { childList: true, subtree: true });
		for (const group of groups(element)) group.open = true;
		await until(element, () => root(element).querySelectorAll('.bars svg').length === 300);
		observer.disconnect();
		expect(counts.size).to.be.greaterThan(10);
	});

	it('shows the worst groups first, opens those with a problem, and keeps order and choice during updates', async () => {
		const feed = feedWithOwnSource({ ...records(100), 'notice/n': broken(7) });
		feed.put(
			'component',
			idOf(3),
			aComponent('Component 3', { group: 'Group 3', position: 3, status: 'degraded' }),
		);
		const element = await opened(feed);
		const state = () =>
			groups(element).map((group) => [group.querySelector('.name')?.textContent, group.open] as const);
		expect(state().slice(0, 3)).to.deep.equal([
			['Group 7', true],
			['Group 3', true],
			['Group 0', false],
		]);
		const [worst, , third] = groups(element);
		const closed = oneEvent(worst as Element, 'toggle');
		worst?.querySelector('summary')?.click();
		await closed;
		third?.querySelector('summary')?.click();
		await until(element, () => third?.querySelector('li') !== null);
		feed.put('notice', 'other', broken(19));
		feed.put('notice', 'n', null);
		feed.advanceMinutes(6);
		await element.updateComplete;
		await until(element, () =>
			groups(element).some((group) => group.open && group.innerText.includes('Group 19')),
		);
		expect(state().slice(0, 3)).to.deep.equal([
			['Group 7', false],
			['Group 3', true],
			['Group 0', true],
		]);
		await reopen(element);
		expect(state().slice(0, 2), 'the order is new when the panel is opened again').to.deep.equal([
			['Group 19', true],
			['Group 3', true],
		]);
	});

	it('does not open hundreds of components at once when everything is broken', async () => {
		const all = Array.from({ length: 500 }, (_, index) => index);
		const element = await opened(feedWithOwnSource({ ...records(500), 'notice/n': broken(...all) }));
		await until(element, () => rows(element).length === 50);
		expect(groups(element).filter(({ open }) => open).length).to.equal(2);
	});

	it('lists components without a group openly while they are few, and else as a group', async () => {
		const few = await opened(feedWithOwnSource(records(40, () => null)));
		await until(few, () => rows(few).length === 40);
		expect(groups(few).length).to.equal(0);
		const many = await opened(feedWithOwnSource(records(500, () => null)));
		expect(groups(many).map((group) => group.querySelector('.name')?.textContent)).to.deep.equal([
			'Other components',
		]);
		expect(nodeCount(root(many))).to.be.lessThan(5_000);
	});

	it('has a search and a filter from 20 components on', async () => {
		const short = await opened(feedWithOwnSource(records(19)));
		expect(root(short).querySelector('input')).to.equal(null);
		const long = await opened(feedWithOwnSource(records(20)));
		expect(root(long).querySelectorAll('input').length).to.equal(2);
	});

	it('finds components by keyboard, and announces how many', async () => {
		const feed = feedWithOwnSource(records(100));
		feed.put('component', idOf(5), aComponent('Café checkout', { group: 'Shop', description: 'In Zürich' }));
		const element = await opened(feed);
		await tabTo('[type=search]');
		const announced = nextAnnouncement(element, 'p[role=status]');
		await sendKeys({ type: 'c' });
		expect(await announced).to.equal('100 components found');
		for (const [typed, found] of [
			['afe', ['Café checkout']],
			[' ZURICH', ['Café checkout']],
			[' shop', ['Café checkout']],
		] as const) {
			await sendKeys({ type: typed });
			await until(element, () => rowNames(element).join() === found.join());
		}
		expect(find(element, 'p[role=status]').textContent).to.equal('1 component found');
		expect(find(element, '.name .muted').innerText).to.equal('Shop · In Zürich');
		await untilFound(element, '.components .bars svg');
		feed.put('notice', 'n', broken(5));
		await element.updateComplete;
		expect(rowNames(element), 'an update keeps the search').to.deep.equal(['Café checkout']);
		expect(find(element, '.components').innerText).to.contain('Major outage');
		expect((focusedElement() as HTMLInputElement).value).to.equal('cafe ZURICH shop');
	});

	it('shows only problems, and follows them', async () => {
		const feed = feedWithOwnSource({ ...records(100), 'notice/n': broken(30, 4) });
		const element = await opened(feed);
		await tabTo('[type=search]');
		await press('Tab');
		await press(' ');
		await until(element, () => rowNames(element).join() === 'Component 4,Component 30');
		// A status set by hand that hides the notice is a problem too.
		feed.put('component', idOf(30), aComponent('Component 30', { position: 30, status: 'operational' }));
		feed.put('notice', 'n', broken(30));
		await until(element, () => rowNames(element).join() === 'Component 30');
		expect(find(element, 'p[role=status]').textContent).to.equal('1 component found');
		await press(' ');
		await until(element, () => groups(element).length > 0);
	});

	it('says that nothing was found, and leads back to all components and to the field', async () => {
		const element = await opened(feedWithOwnSource(records(100)));
		const announced = nextAnnouncement(element, 'p[role=status]');
		await type(element, 'x');
		expect(await announced).to.equal('No components match.');
		expect(rows(element).length).to.equal(0);
		await tabTo('section > button');
		await press('Enter');
		await until(element, () => groups(element).length === groupCount);
		const field = focusedElement() as HTMLInputElement;
		expect([field.type, field.value]).to.deep.equal(['search', '']);
		expect(visibleText(element)).not.to.contain('No components match.');
	});

	it('forgets the search when the panel is closed', async () => {
		const element = await opened(feedWithOwnSource(records(100)));
		await type(element, 'component 7');
		await until(element, () => rows(element).length > 0);
		await reopen(element);
		expect((find(element, '[type=search]') as HTMLInputElement).value).to.equal('');
		expect(groups(element).length).to.equal(groupCount);
	});

	for (const dir of ['ltr', 'rtl'])
		for (const [state, text, isShown] of [
			['an open group', '', (element: Element) => root(element).querySelectorAll('.bars svg').length === 5],
			['results', 'component 57', (element: Element) => rows(element).length === 1],
			['no result', 'x', (element: Element) => rows(element).length === 0],
		] as const)
			it(`is accessible with ${state}, ${dir}`, async () => {
				document.documentElement.dir = dir;
				try {
					const element = await opened(feedWithOwnSource({ ...records(100), 'notice/n': broken(7) }));
					await type(element, text);
					await until(element, () => isShown(element));
					await Promise.all(
						root(element)
							.getAnimations()
							.map(({ finished }) => finished),
					);
					await expect(element).to.be.accessible();
				} finally {
					document.documentElement.removeAttribute('dir');
				}
			});
});
