/** What the richer elements ask of a state: groups, past days, and what each update changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Seconds } from '../../src/model/history/history.ts';
import { newUpdate } from '../../src/model/new-record.ts';
import { componentChanges } from '../../src/model/views/component-changes.ts';
import { componentGroups } from '../../src/model/views/component-groups.ts';
import type { ComponentView } from '../../src/model/views/components.ts';
import type { Update } from '../../src/model/views/updates.ts';
import { uptimeOf } from '../../src/model/views/uptime.ts';
import type { ComponentStatus } from '../../src/model/vocabulary.ts';
import { at } from './given.ts';

const view = (id: string, group: string | null, status: ComponentStatus = 'operational'): ComponentView => ({
	id,
	value: { name: id, description: null, group, position: 0, status: null, until: null },
	status,
	announced: status,
	worst: status,
});

test('a status that hides an open notice makes no group green', () => {
	const hidden = { ...view('a', 'Payments'), announced: 'major-outage', worst: 'major-outage' } as const;
	assert.equal(componentGroups([hidden, view('b', 'Payments')])[0]?.status, 'major-outage');
});

test('groups come in the order of their first components, with the worst status of theirs', () => {
	const groups = componentGroups([
		view('a', 'Payments'),
		view('b', null, 'degraded'),
		view('c', 'Payments', 'major-outage'),
		view('d', 'Accounts', 'maintenance'),
	]);
	assert.deepEqual(
		groups.map(({ name, status, components }) => [name, status, components.map(({ id }) => id).join()]),
		[
			['Payments', 'major-outage', 'a,c'],
			[null, 'degraded', 'b'],
			['Accounts', 'maintenance', 'd'],
		],
	);
	assert.deepEqual(componentGroups([]), []);
});

const noon = Date.parse('2026-11-24T12:00:00.000Z');
const past = (worst: (ComponentStatus | null)[], seconds: Seconds[] = worst.map(() => ({}))) =>
	uptimeOf({ id: 'a', worst, seconds }, noon);

test('the share is of the time in which the component existed, today as far as it has come', () => {
	// One whole day and half of another: 21,600 of 129,600 seconds is a sixth.
	assert.equal(
		past(
			[null, 'major-outage', 'operational'],
			[{}, { 'major-outage': 20_000, 'partial-outage': 1_600, degraded: 7 }, {}],
		)?.share,
		0.8333,
	);
	assert.equal(past(['operational', 'operational'])?.share, 1);
	assert.equal(past([null, null]), null);
});

test('no outage is rounded away, and more seconds than there are make no negative share', () => {
	assert.equal(past(['partial-outage', 'operational'], [{ 'partial-outage': 1 }, {}])?.share, 0.9999);
	assert.equal(past(['major-outage'], [{ 'major-outage': 999_999 }])?.share, 0);
	assert.equal(
		uptimeOf({ id: 'a', worst: ['operational'], seconds: [{}] }, Date.parse('2026-11-24'))?.share,
		1,
	);
});

test('a range with any trouble is never shown as 100 %', () => {
	const operational = Array<ComponentStatus>(89).fill('operational');
	const shareWith = (status: ComponentStatus, seconds: Seconds) =>
		past([...operational, status], [...operational.map(() => ({})), seconds])?.share;
	assert.equal(shareWith('operational', {}), 1);
	assert.equal(shareWith('maintenance', { maintenance: 3_600 }), 1, 'maintenance is no trouble');
	assert.equal(shareWith('degraded', { degraded: 3_600 }), 0.9999);
	assert.equal(shareWith('major-outage', {}), 0.9999, 'an outage of less than half a second');
	assert.equal(shareWith('partial-outage', { 'partial-outage': 1 }), 0.9999);
	// 89.5 days have 7,732,800 seconds: a ten-thousandth is 773.28 seconds.
	assert.equal(shareWith('major-outage', { 'major-outage': 773 }), 0.9999);
	assert.equal(shareWith('major-outage', { 'major-outage': 774 }), 0.9998);
});

test('the days that were not normal, the latest first; maintenance is no trouble', () => {
	const uptime = past(
		['degraded', 'operational', 'maintenance', 'partial-outage'],
		[{}, {}, { maintenance: 7 }, { 'partial-outage': 60, degraded: 9 }],
	);
	assert.deepEqual(uptime?.days, [
		{ index: 3, status: 'partial-outage', seconds: 60 },
		{ index: 2, status: 'maintenance', seconds: 7 },
		{ index: 0, status: 'degraded', seconds: 0 },
	]);
	assert.equal(uptime?.troubled, 2);
});

const update = (number: number, ...affected: [component: string, status: ComponentStatus][]): Update => ({
	id: `u${number}`,
	value: newUpdate({
		notice: 'n',
		number,
		at: at(number),
		affected: affected.map(([component, status]) => ({ component, status })),
	}),
});

test('each update tells what it changed against those before it', () => {
	const changes = componentChanges([
		update(4, ['cards', 'operational'], ['app', 'operational']),
		update(3),
		update(2, ['cards', 'partial-outage'], ['app', 'degraded']),
		update(1, ['cards', 'partial-outage']),
	]);
	assert.deepEqual(changes.get('u1'), [{ component: 'cards', before: null, after: 'partial-outage' }]);
	assert.deepEqual(changes.get('u2'), [{ component: 'app', before: null, after: 'degraded' }]);
	assert.deepEqual(changes.get('u3'), []);
	assert.deepEqual(changes.get('u4'), [
		{ component: 'cards', before: 'partial-outage', after: 'operational' },
		{ component: 'app', before: 'degraded', after: 'operational' },
	]);
});

test('planned maintenance changes its components when it begins, and never if it is cancelled', () => {
	const { value, id } = update(1, ['cards', 'maintenance'], ['app', 'maintenance']);
	const scheduled = { id, value: { ...value, phase: 'scheduled' as const } };
	const moved = update(2, ['app', 'degraded']);
	const inPhase = (phase: 'in-progress' | 'cancelled', ...affected: ['cards' | 'app', ComponentStatus][]) => {
		const last = update(3, ...affected);
		return { ...last, value: { ...last.value, phase } };
	};
	const begun = componentChanges([inPhase('in-progress'), moved, scheduled]);
	assert.deepEqual([begun.get('u1'), begun.get('u2')], [[], []]);
	assert.deepEqual(begun.get('u3'), [
		{ component: 'cards', before: null, after: 'maintenance' },
		{ component: 'app', before: null, after: 'degraded' },
	]);
	const cancelled = componentChanges([
		inPhase('cancelled', ['cards', 'operational'], ['app', 'operational']),
		moved,
		scheduled,
	]);
	assert.deepEqual([...cancelled.values()], [[], [], []]);
});
