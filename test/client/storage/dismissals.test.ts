import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Environment } from '../../../src/client/environment.ts';
import { createDismissals } from '../../../src/client/storage/dismissals.ts';
import { fakeEnvironment } from '../fake-environment.ts';
import { shown } from '../records.ts';

const source = 'https://status.example.com';
const key = `candor:dismissed:${source}`;
const open = (environment: Environment, from = source, life = new AbortController()) =>
	createDismissals(environment, from, life.signal);

test('a dismissal is stored for the next page of the same status server', () => {
	const environment = fakeEnvironment();
	open(environment).dismiss(shown('n1'));
	assert.equal(open(environment).isDismissed(shown('n1')), true);
	assert.equal(open(environment).isDismissed(shown('n2')), false);
	assert.equal(open(environment, 'https://other.example').isDismissed(shown('n1')), false);
});

test('a newer update or a worse impact ends a dismissal, a milder impact does not', () => {
	const dismissals = open(fakeEnvironment());
	dismissals.dismiss(shown('n1', { latestUpdate: 2, impact: 'major' }));
	assert.equal(dismissals.isDismissed(shown('n1', { latestUpdate: 2, impact: 'major' })), true);
	assert.equal(dismissals.isDismissed(shown('n1', { latestUpdate: 2, impact: 'minor' })), true);
	assert.equal(dismissals.isDismissed(shown('n1', { latestUpdate: 3, impact: 'minor' })), false);
	assert.equal(dismissals.isDismissed(shown('n1', { latestUpdate: 2, impact: 'critical' })), false);
});

test('a notice without a dismissal is shown, also the emptiest one', () => {
	assert.equal(open(fakeEnvironment()).isDismissed(shown('n1', { latestUpdate: 0, impact: 'none' })), false);
});

test('other tabs receive a dismissal, and their own dismissals are not lost', () => {
	const environment = fakeEnvironment();
	const life = new AbortController();
	const here = open(environment, source, life);
	let notified = 0;
	here.subscribe(() => {
		notified += 1;
	});
	open(environment).dismiss(shown('n1'));
	here.dismiss(shown('n2'));
	assert.equal(open(environment).isDismissed(shown('n1')), true);
	const { openedAt } = shown('n3').value;
	environment.stored.set(key, JSON.stringify([[`n3${openedAt}`, [4, 3]]]));
	environment.fire('storage', { key, newValue: environment.stored.get(key) });
	assert.equal(here.isDismissed(shown('n3', { latestUpdate: 4, impact: 'critical' })), true);
	assert.equal(notified, 2);
	for (const event of [
		{ key: 'another', newValue: JSON.stringify([[`n4${openedAt}`, [1, 3]]]) },
		{ key: null, newValue: null },
	])
		environment.fire('storage', event);
	environment.fire('storage', { key, newValue: null });
	assert.equal(here.isDismissed(shown('n4')), false);
	assert.equal(here.isDismissed(shown('n1')), true);
	life.abort();
	environment.fire('storage', { key, newValue: JSON.stringify([[`n4${openedAt}`, [1, 3]]]) });
	assert.equal(here.isDismissed(shown('n4')), false);
});

test('a notice with the same id in another log is not dismissed', () => {
	const environment = fakeEnvironment();
	const dismissals = open(environment);
	dismissals.dismiss(shown('n1'));
	const other = shown('n1', { openedAt: '2031-01-01T00:00:00.000Z' });
	assert.equal(dismissals.isDismissed(other), false);
});

test('with forbidden or full storage, dismissals last as long as the page', () => {
	const forbidden = () => {
		throw new DOMException('The operation is insecure.', 'SecurityError');
	};
	const full = () => ({ getItem: () => null, setItem: forbidden, removeItem: forbidden });
	for (const storage of [forbidden, full]) {
		const dismissals = open(fakeEnvironment({ storage }));
		dismissals.dismiss(shown('n1'));
		assert.equal(dismissals.isDismissed(shown('n1')), true);
	}
});

test('an invalid entry is ignored and overwritten', () => {
	const garbage = [
		'',
		'null',
		'7',
		'"text"',
		'[]',
		'[[1,2,3]]',
		'{',
		'{"n1":true}',
		'{"n1":[9,9,9]}',
		'["n1"]',
		'[["n1",9]]',
		'[["n1",null]]',
		'[["n1",[9]]]',
		'[["n1",[9,"x"]]]',
	];
	for (const each of [...garbage, '[["n1",{}]]', '[["__proto__",[9,9]]]', 'x'.repeat(1e6)]) {
		const environment = fakeEnvironment();
		const text = each.replace('"n1"', JSON.stringify(`n1${shown('n1').value.openedAt}`));
		environment.stored.set(key, text);
		const dismissals = open(environment);
		assert.equal(dismissals.isDismissed(shown('n1')), false, text.slice(0, 40));
		dismissals.dismiss(shown('n2'));
		assert.equal(open(environment).isDismissed(shown('n2')), true);
	}
	assert.equal(Reflect.has({}, 'n1'), false);
});

test('the name of a property of all objects is an id like any other', () => {
	const environment = fakeEnvironment();
	for (const id of ['__proto__', 'constructor', 'toString']) {
		assert.equal(open(environment).isDismissed(shown(id)), false);
		open(environment).dismiss(shown(id));
		assert.equal(open(environment).isDismissed(shown(id)), true);
	}
});

test('the latest two hundred dismissals are stored, whatever their ids are', () => {
	const environment = fakeEnvironment();
	const dismissals = open(environment);
	for (let index = 0; index < 250; index += 1) dismissals.dismiss(shown(`${index}`));
	dismissals.dismiss(shown('60'));
	dismissals.dismiss(shown('new'));
	const next = open(environment);
	const dismissed = [...Array(250).keys()].filter((index) => next.isDismissed(shown(`${index}`)));
	assert.equal(JSON.parse(environment.stored.get(key) ?? '').length, 200);
	assert.ok(next.isDismissed(shown('new')));
	assert.equal(dismissed.length, 199);
	assert.deepEqual([dismissed[0], dismissed[1]], [51, 52]);
	assert.ok(dismissed.includes(60));
});
