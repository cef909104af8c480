/** The form of the screen Publish, and the request that it becomes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audienceChange, formOfAudience } from '../../src/console/screens/publish/audience-form.ts';
import {
	affectedOf,
	emptyForm,
	isBlank,
	namedIn,
	restoredForm,
} from '../../src/console/screens/publish/form.ts';
import { requestOf } from '../../src/console/screens/publish/request.ts';
import { attemptFor } from '../../src/console/shared/attempt.ts';
import { pathOf, routeOf } from '../../src/console/shell/router.ts';

const all = [
	{ id: 'checkout', name: 'Checkout' },
	{ id: 'search', name: 'Search' },
	{ id: 'api', name: 'Public API' },
];

test('a component that the title names as a whole word is chosen, until the operator chooses', () => {
	assert.deepEqual(namedIn('Checkout is failing', all), ['checkout']);
	assert.deepEqual(namedIn('The public API and search: slow', all), ['search', 'api']);
	assert.deepEqual(namedIn('Researching checkouts', all), []);
	const form = { ...emptyForm(), title: 'Checkout is failing' };
	assert.deepEqual(affectedOf(form, all), [{ component: 'checkout', status: 'partial-outage' }]);
	assert.deepEqual(affectedOf({ ...form, hasChosen: true }, all), []);
	const chosen = { ...form, hasChosen: true, affected: { search: 'degraded', gone: null } as const };
	assert.deepEqual(affectedOf(chosen, all), [{ component: 'search', status: 'degraded' }]);
});

test('an audience and a new component become conditions and an affected component', () => {
	const form = {
		...emptyForm(),
		hasChosen: true,
		newComponent: ' refunds ',
		attributes: 'plan = pro, business\nregion=eu\nteam',
		routes: '/pay\n\n /refunds ',
		signedIn: 'no',
	} as const;
	const { affected, newComponents, audience } = requestOf(form, all);
	assert.deepEqual(affected, [{ component: 'refunds', status: 'partial-outage' }]);
	assert.deepEqual(newComponents, ['refunds']);
	assert.deepEqual(audience, {
		// The server refuses the last one: it has no value.
		attributes: { plan: ['pro', 'business'], region: ['eu'], team: [] },
		routes: ['/pay', '/refunds'],
		signedIn: false,
	});
	assert.ok(!isBlank({ ...emptyForm(), signedIn: 'yes' }));
});

test('an audience that is corrected clears what is no longer in it, and nothing else', () => {
	const before = formOfAudience({
		...{ attributes: { plan: ['pro', 'business'], region: ['eu'] }, routes: ['/pay'] },
		...{ signedIn: true, percentage: 10 },
	});
	assert.deepEqual(before, { attributes: 'plan=pro, business\nregion=eu', routes: '/pay', signedIn: 'yes' });
	assert.deepEqual(audienceChange(before, { attributes: 'plan=pro', routes: '', signedIn: '' }), {
		attributes: { plan: ['pro'], region: null },
		routes: [],
		signedIn: null,
	});
});

test('the request holds what was written and nothing else', () => {
	const form = { ...emptyForm(), title: ' Checkout is failing ' };
	assert.deepEqual(requestOf(form, all), {
		kind: 'incident',
		title: 'Checkout is failing',
		impact: 'major',
		affected: [{ component: 'checkout', status: 'partial-outage' }],
	});
	assert.deepEqual(
		requestOf(
			{
				...form,
				unaffected: ['search', 'checkout', 'gone'],
				checklist: 'Wait.\n\n Try again. ',
				safety: 'safe',
				statement: 'It is.',
				promise: '30m',
				moreUrl: ' ',
			},
			all,
		),
		{
			kind: 'incident',
			title: 'Checkout is failing',
			impact: 'major',
			affected: [{ component: 'checkout', status: 'partial-outage' }],
			unaffected: ['search'],
			checklist: ['Wait.', 'Try again.'],
			dataSafety: { state: 'safe', statement: 'It is.' },
			promise: { nextUpdateBy: '30m' },
		},
	);
	assert.deepEqual(requestOf({ ...emptyForm(), promise: 'none', kind: 'announcement', title: 'New' }, all), {
		kind: 'announcement',
		title: 'New',
		promise: null,
	});
	assert.deepEqual(
		requestOf({ ...emptyForm(), template: 'outage', variables: { service: 'Search', x: '' } }, all),
		{
			template: 'outage',
			variables: { service: 'Search' },
			impact: 'major',
		},
	);
});

test('a stored form of another version, or a damaged one, is read as far as it goes', () => {
	const form = restoredForm({ title: 'Kept', impact: 'huge', unaffected: 'no list', more: 1, kind: 7 });
	assert.deepEqual(form, { ...emptyForm(), title: 'Kept' });
	assert.deepEqual(restoredForm(null), emptyForm());
	assert.ok(isBlank(restoredForm([])));
	assert.ok(!isBlank(form));
});

test('the same words have the same key, and other words another one', () => {
	let made = 0;
	const newKey = (): string => `key-${++made}`;
	const first = attemptFor(null, { title: 'a' }, newKey);
	assert.equal(attemptFor(first, { title: 'a' }, newKey).key, 'key-1');
	assert.equal(attemptFor(first, { title: 'b' }, newKey).key, 'key-2');
});

test('the path of a screen leads to it again, behind any mount path and with any id', () => {
	for (const base of ['/console', '/status/console'])
		for (const route of [
			{ screen: 'now', id: '' },
			{ screen: 'publish', id: '' },
			{ screen: 'notices', id: 'a/b %' },
		] as const)
			assert.deepEqual(routeOf(pathOf(base, route.screen, route.id), base), route);
	assert.deepEqual(routeOf('/console/nowhere/1', '/console'), { screen: 'now', id: '' });
	assert.deepEqual(routeOf('/console/notices/%E0%A4%A', '/console'), { screen: 'notices', id: '%E0%A4%A' });
});
