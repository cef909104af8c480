/** `apply-configuration`: what leads from a state to what a file says, and no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { command as commandSchema } from '../../src/model/commands/command.ts';
import { apply, liveRecord, type State } from '../../src/model/state/state.ts';
import { components } from '../../src/model/views/components.ts';
import { configurationOf } from '../../src/model/views/configuration.ts';
import { at, commitOf, commits, given, ms, stateOf, story } from './given.ts';

type Fields = Omit<CommandOf<'apply-configuration'>, 'type' | 'prune' | 'templates'> & {
	readonly prune?: boolean;
	readonly templates?: readonly object[];
};

/** As a request gives it. */
const applied = (fields: Fields): Command => commandSchema.parse({ type: 'apply-configuration', ...fields });

const put = (id: string, name: string, position?: number): Command => ({
	type: 'put-component',
	...{ id, name, ...(position !== undefined && { position }) },
});
const template = {
	id: 'ours',
	name: 'Ours',
	kind: 'incident',
	title: '{service} is slow',
	variables: { service: { label: 'The service' } },
	bodies: { investigating: 'We look at {service}.' },
};

/** What a configuration makes of a state; no commit where nothing differs. */
function after(state: State, fields: Fields): State {
	const commit = commitOf(applied(fields), state, at(50));
	return commit.changes.length === 0 ? state : apply(state, commit);
}
const order = (state: State): string =>
	components(state, ms(60))
		.map(({ id }) => id)
		.join(' ');
/** The configuration of a state as a request, which has no null sections. */
function asRequest(state: State): Fields {
	const { page, ...others } = configurationOf(state);
	return { ...others, ...(page && { page }) } as Fields;
}

test('one command sets all, and the same again changes nothing', () => {
	const fields: Fields = {
		page: { name: 'Shop', supportUrl: 'https://example.com/help' },
		groups: ['Shop', 'Account'],
		components: [
			{ id: 'sign-in', name: 'Sign-in', group: 'Account' },
			{ id: 'checkout', name: 'Checkout', group: 'Shop' },
			{ id: 'website', name: 'Website' },
		],
		templates: [template],
	};
	const commit = commitOf(applied(fields), story(), at(0));
	assert.deepEqual(
		commit.changes.map(({ kind, id }) => `${kind} ${id}`),
		['page page', 'component website', 'component checkout', 'component sign-in', 'template ours'],
	);
	const state = after(story(), fields);
	assert.equal(order(state), 'website checkout sign-in');
	given([commit]).when(applied(fields)).then([]);
});

test('a section that is missing stays, and so does what a section lacks, unless it is pruned', () => {
	const before = commits(put('a', 'A'), put('b', 'B'), { type: 'put-page', name: 'Shop' });
	given(before).when(applied({})).then([]);
	given(before)
		.when(applied({ prune: true }))
		.then([]);
	given(before)
		.when(applied({ components: [{ id: 'a', name: 'A' }] }))
		.then([]);
	given(before)
		.when(applied({ components: [{ id: 'a', name: 'A' }], prune: true }))
		.then([{ kind: 'component', id: 'b', value: null }]);
	given(before)
		.when(applied({ components: [], templates: [], prune: true }))
		.then(['a', 'b'].map((id) => ({ kind: 'component', id, value: null })));
});

test('a component that an open notice names is not pruned, and then nothing is changed', () => {
	const open: Command = {
		type: 'open-notice',
		...{ id: 'n', kind: 'incident', title: 'T', affected: [{ component: 'b' }] },
	};
	given(commits(put('a', 'A'), put('b', 'B'), open))
		.when(applied({ page: { name: 'Shop' }, components: [{ id: 'a', name: 'A 2' }], prune: true }))
		.thenRefused('component-in-use', /"T" \(n\)/);
});

test('the status that operators have set stays, also with its end', () => {
	const before = commits(put('a', 'A'), {
		type: 'edit-component',
		...{ id: 'a', status: 'degraded', until: at(100) },
	});
	given(before)
		.when(applied({ components: [{ id: 'a', name: 'A 2' }] }))
		.then([
			{
				kind: 'component',
				id: 'a',
				value: {
					...{ name: 'A 2', description: null, group: null, position: 0 },
					...{ status: 'degraded', until: at(100) },
				},
			},
		]);
});

test('the order of the list is the order of the page, with as few changes as possible', () => {
	const before = story(put('a', 'A', 3), put('b', 'B', 10), put('c', 'C', 10), put('d', 'D', 9_999));
	const named = (ids: string): Fields => ({
		components: ids.split(' ').map((id) => ({ id, name: id.toUpperCase() })),
	});
	for (const [ids, changed] of [
		['a b c d', 0],
		['a b c d e', 1],
		['a c b d', 1],
		['d a b c', 4],
		['x a b c d', 4],
	] as const) {
		const { changes } = commitOf(applied(named(ids)), before, at(50));
		assert.ok(changes.length <= Math.max(changed, 4), ids);
		if (changed < 4) assert.equal(changes.length, changed, ids);
		assert.equal(order(after(before, named(ids))), ids);
	}
	// Beyond the last position, all are numbered again.
	const many = named('a b c d e f g');
	const state = after(before, many);
	assert.equal(order(state), 'a b c d e f g');
	assert.ok(components(state, ms(60)).every(({ value }) => value.position <= 10_000));
});

test('a group that the list of groups lacks is refused with the nearest name', () => {
	given()
		.when(applied({ groups: ['Shop'], components: [{ id: 'a', name: 'A', group: 'Shpo' }] }))
		.thenRefused('invalid', /Did you mean "Shop"\?/, 'components.0.group');
});

test('the problems of a template name its place in the list', () => {
	given()
		.when(applied({ templates: [template, { ...template, id: 'b', bodies: { solved: 'x' } }] }))
		.thenRefused('invalid', /^templates\.1\.bodies\.solved: /, 'templates.1.bodies.solved');
	assert.throws(() => applied({ templates: [template, template] }), /in the list twice/);
});

test('what a newer version stored in a record stays', () => {
	const [commit] = commits(put('a', 'A'));
	assert.ok(commit);
	const [change] = commit.changes;
	const newer = {
		...commit,
		changes: [{ ...change, value: { ...change?.value, colour: 'red' } }],
	} as typeof commit;
	const state = after(stateOf([newer]), { components: [{ id: 'a', name: 'B' }] });
	assert.deepEqual((liveRecord(state, 'component', 'a')?.value as { colour?: string })?.colour, 'red');
	given([newer])
		.when(applied({ components: [{ id: 'a', name: 'A' }] }))
		.then([]);
});

test('property: applying what a state has changes nothing, and any list gets its order', () => {
	const component = fc.record({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
		name: fc.constantFrom('A', 'B', 'C'),
		group: fc.constantFrom(null, 'G', 'H'),
		position: fc.integer({ min: 0, max: 4 }),
	});
	const uniqueIds = fc.uniqueArray(component, { selector: ({ id }) => id });
	fc.assert(
		fc.property(uniqueIds, fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']), (list, wanted) => {
			const state = story(...list.map((each): Command => ({ type: 'put-component', ...each })));
			assert.deepEqual(commitOf(applied({ ...asRequest(state), prune: true }), state, at(50)).changes, []);
			const next = after(state, {
				components: wanted.map((id) => ({ id, name: id })),
				prune: true,
			});
			assert.equal(order(next), wanted.join(' '));
			assert.deepEqual(commitOf(applied({ ...asRequest(next), prune: true }), next, at(50)).changes, []);
		}),
	);
});
