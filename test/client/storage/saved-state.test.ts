import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadState, saveState } from '../../../src/client/storage/saved-state.ts';
import { at, fakeEnvironment } from '../fake-environment.ts';
import { anUpdate, aSnapshot, record } from '../records.ts';

const source = 'https://status.example.com';
const key = `candor:state:${source}`;
const long = 'x'.repeat(1_000);

test('a stored state is loaded by the next page of the same feed', () => {
	const environment = fakeEnvironment();
	const frame = aSnapshot(3, [record('n1', 3)]);
	saveState(environment, source, frame);
	assert.deepEqual(loadState(environment, source), frame);
	assert.equal(loadState(environment, 'https://other.example'), null);
});

test('an invalid entry is ignored', () => {
	const bad = aSnapshot(1, [{ kind: 'notice', id: 'n1', seq: 1, value: { title: 7 } }]);
	for (const text of ['', 'null', '{}', '[]', '{"v":1}', 'x'.repeat(1e6), JSON.stringify(bad)]) {
		const environment = fakeEnvironment();
		environment.stored.set(key, text);
		assert.equal(loadState(environment, source), null, text.slice(0, 40));
	}
});

test('a state that is older than a week is ignored', () => {
	const environment = fakeEnvironment();
	saveState(environment, source, aSnapshot(1, [], { at: at(0) }));
	environment.advance(6 * 86_400_000);
	assert.ok(loadState(environment, source));
	environment.advance(86_400_000);
	assert.equal(loadState(environment, source), null);
});

test('a state that is too large is stored without ended notices, and is not resumed', () => {
	const environment = fakeEnvironment();
	const ended = Array.from({ length: 400 }, (_, index) =>
		record(`old-${index}`, 2, { title: long, endedAt: at(0) }),
	);
	const updates = ['n1', 'old-1'].map((id) => ({
		kind: 'update',
		id: `of-${id}`,
		seq: 2,
		value: anUpdate(id),
	}));
	saveState(environment, source, aSnapshot(9, [record('n1', 9), ...ended, ...updates]));
	const loaded = loadState(environment, source);
	assert.deepEqual(
		loaded?.records.map(({ id }) => id),
		['n1', 'of-n1'],
	);
	assert.equal(loaded?.seq, 0);
	assert.ok((environment.stored.get(key) ?? '').length < 300_000);
});

test('of a state that is still too large the newest part is stored', () => {
	const environment = fakeEnvironment();
	const notice = record('n1', 901, { title: 'Payments are failing' });
	const component = { kind: 'component', id: 'shop', seq: 1, value: { name: 'Shop' } };
	const updates = Array.from({ length: 900 }, (_, index) => ({
		kind: 'update',
		id: `u${index + 1}`,
		seq: index + 1,
		value: { ...anUpdate('n1'), number: index + 1, author: long },
	}));
	saveState(environment, source, aSnapshot(901, [component, ...updates, notice]));
	const loaded = loadState(environment, source)?.records.map(({ id }) => id) ?? [];
	assert.deepEqual(loaded.slice(0, 4), ['shop', 'n1', 'u900', 'u899']);
	assert.equal(loaded.at(-1), `u${903 - loaded.length}`, 'without a gap');
	const { length } = environment.stored.get(key) ?? '';
	assert.ok(length < 300_000 && length > 290_000, `${length} characters`);
	assert.equal(loadState(environment, source)?.seq, 0);
});

test('with forbidden storage nothing is stored, and nothing fails', () => {
	const environment = fakeEnvironment({
		storage: () => {
			throw new DOMException('The operation is insecure.', 'SecurityError');
		},
	});
	saveState(environment, source, aSnapshot(1, []));
	assert.equal(loadState(environment, source), null);
});
