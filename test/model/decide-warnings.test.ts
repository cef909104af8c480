/** Typing errors, doubled notices, and statuses that contradict each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { nearest } from '../../src/model/nearest.ts';
import { components } from '../../src/model/views/components.ts';
import { componentWarnings, noticeWarnings } from '../../src/model/views/warnings.ts';
import { commits, given, ms, say, story } from './given.ts';

const checkout: Command = { type: 'put-component', id: 'checkout', name: 'Checkout' };
const search: Command = { type: 'put-component', id: 'search', name: 'Search' };
const open = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	impact: 'major',
	affected: [{ component: 'checkout' }],
	...more,
});

test('a component that does not exist is refused with the nearest names, in every command', () => {
	const before = commits(checkout, search, open(), { type: 'resolve', notice: 'n' });
	const mistyped = { affected: [{ component: 'chekout' }], newComponents: [] };
	for (const [command, history] of [
		[open({ id: 'm', ...mistyped }), before],
		[{ type: 'edit-notice', notice: 'n', ...mistyped }, before.slice(0, 3)],
		[{ type: 'post-update', notice: 'n', body: say('x'), ...mistyped }, before.slice(0, 3)],
		[{ type: 'reopen', notice: 'n', ...mistyped }, before],
	] as const)
		given(history)
			.when(command)
			.thenRefused(
				'unknown-component',
				/no component "chekout"\. Did you mean "checkout"\? To create it/,
				'affected.0.component',
			);
	given(before)
		.when(open({ id: 'm', affected: [], unaffected: ['checkout', 'serach'], newComponents: [] }))
		.thenRefused('unknown-component', /Did you mean "search"/, 'unaffected.1');
	given(before)
		.when(open({ id: 'm', affected: [{ component: 'payments' }], newComponents: [] }))
		.thenRefused('unknown-component', /^There is no component "payments"\. To create it/);
});

test('a command creates the components that it asks for, and a drill creates none', () => {
	const created = { affected: [{ component: 'payments' }], newComponents: ['payments'] };
	assert.deepEqual(
		components(story(checkout, open(created)), ms(5)).map(({ id }) => id),
		['checkout', 'payments'],
	);
	given(commits(checkout))
		.when(open({ ...created, drill: true }))
		.thenRefused('unknown-component', /A drill creates no component/);
	const drill = story(checkout, open({ drill: true }));
	assert.equal(components(drill, ms(5)).length, 1);
	given(commits(checkout, open()))
		.when({ type: 'edit-notice', notice: 'n', drill: true, ...created })
		.thenRefused('unknown-component', /A drill creates no component/);
});

test('a notice that names a component from before keeps it without asking again', () => {
	given(commits(checkout, open({ affected: [{ component: 'payments' }] })))
		.when({
			type: 'post-update',
			notice: 'n',
			body: say('x'),
			affected: [{ component: 'payments', status: 'degraded' }],
			newComponents: [],
		})
		.thenNotice('n', { affected: [{ component: 'payments', status: 'degraded' }] });
});

test('names that are similar, or begin alike, are found', () => {
	const names = ['checkout', 'card-payments', 'search', 'sign-in'];
	const found = (text: string) => nearest(text, names, (name) => [name]);
	assert.deepEqual(found('chekout'), ['checkout']);
	assert.deepEqual(found('chekcout'), ['checkout']);
	assert.deepEqual(found('card'), ['card-payments']);
	assert.deepEqual(found('signin'), ['sign-in']);
	assert.deepEqual(found('database'), []);
	assert.deepEqual(found('x'), []);
});

test('the same notice on one component within ten minutes is refused with the id of the first', () => {
	const before = commits(checkout, search, [10, open()]);
	const second = (more: Partial<CommandOf<'open-notice'>> = {}) => open({ id: 'm', ...more });
	given(before)
		.when(second(), 19)
		.thenRefused('similar-open', /The notice "n"/);
	given(before)
		.when(second({ title: ' checkout  is FAILING' }), 19)
		.thenRefused('similar-open', /The notice "n"/);
	given(before)
		.when(second({ anyway: true }), 19)
		.thenNotice('m', { title: 'Checkout is failing' });
	given(before).when(second(), 20).thenNotice('m', {});
	given(before)
		.when(second({ title: 'Checkout is slow' }), 19)
		.thenNotice('m', {});
	given(before)
		.when(second({ affected: [{ component: 'search' }] }), 19)
		.thenNotice('m', {});
	given(before)
		.when(second({ drill: true }), 19)
		.thenNotice('m', {});
	given([
		...before,
		...commits(checkout, search, [10, open()], [11, { type: 'resolve', notice: 'n' }]).slice(3),
	])
		.when(second(), 19)
		.thenNotice('m', {});
	given(commits(open({ affected: [] })))
		.when(second({ affected: [] }))
		.thenNotice('m', {});
});

test('a reopened notice shows its components as they were before the end', () => {
	const ended: Command[] = [
		{ type: 'resolve', notice: 'n' },
		{
			type: 'post-update',
			notice: 'n',
			body: say('All good.'),
			phase: 'resolved',
			affected: [{ component: 'checkout', status: 'operational' }],
		},
	];
	for (const end of ended) {
		const state = story(checkout, open(), end, { type: 'reopen', notice: 'n' });
		assert.deepEqual(components(state, ms(9))[0]?.status, 'partial-outage', end.type);
		assert.deepEqual(noticeWarnings(state, 'n', ms(9)), []);
	}
	given(commits(checkout, search, open(), { type: 'resolve', notice: 'n' }))
		.when({ type: 'reopen', notice: 'n', affected: [{ component: 'search', status: 'degraded' }] })
		.thenNotice('n', {
			affected: [
				{ component: 'checkout', status: 'partial-outage' },
				{ component: 'search', status: 'degraded' },
			],
		});
});

test('a notice whose components all work is warned about', () => {
	const recovered: Command = {
		type: 'post-update',
		notice: 'n',
		body: say('Better.'),
		affected: [{ component: 'checkout', status: 'operational' }],
	};
	const reopened = story(
		checkout,
		open(),
		recovered,
		{ type: 'resolve', notice: 'n' },
		{ type: 'reopen', notice: 'n' },
	);
	assert.match(
		noticeWarnings(reopened, 'n', ms(9)).join(),
		/impact of this notice is "major", but it shows all/,
	);
});

test('a status set by hand that hides an open notice is warned about', () => {
	const fixed: Command = { type: 'edit-component', id: 'checkout', status: 'operational', until: '2h' };
	const state = story(checkout, open(), fixed);
	const sentence =
		/"Checkout" \(checkout\) is set by hand to "Working normally" and hides the open notice "Checkout is failing" \(n\), which says "Partial outage"/;
	assert.match(componentWarnings(state, 'checkout', ms(9)).join(), sentence);
	assert.match(noticeWarnings(state, 'n', ms(9)).join(), sentence);
	const another = story(checkout, open(), open({ id: 'm', title: 'Cards fail' }), fixed);
	assert.match(
		componentWarnings(another, 'checkout', ms(9)).join(),
		/hides the open notices "Cards fail" \(m\), "Checkout is failing" \(n\), which say at worst "Partial outage"/,
	);
	assert.deepEqual(componentWarnings(state, 'checkout', ms(122)), [], 'not after its end');
	assert.equal(components(state, ms(122))[0]?.status, 'partial-outage');
	const worse = story(checkout, open(), { ...fixed, status: 'major-outage' });
	assert.deepEqual(componentWarnings(worse, 'checkout', ms(9)), [], 'a worse status hides nothing');
	assert.deepEqual(componentWarnings(story(checkout, open({ drill: true }), fixed), 'checkout', ms(9)), []);
});
