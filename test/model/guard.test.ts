import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CandorError, isPublic, readFrame, readSnapshot } from '../../src/model/index.ts';
import { anyLog, richText } from './arbitraries.ts';
import { at, noticeLike, say } from './given.ts';

const frame = (...records: unknown[]): string =>
	JSON.stringify({ v: 1, seq: 9, at: at(0), site: 's', records });
const record = (value: unknown, kind = 'notice', id = 'n'): unknown => ({ kind, id, seq: 1, value });
const read = (...records: unknown[]) => {
	const found = readFrame('change', frame(...records));
	assert.ok(found?.name === 'change');
	return found.data.records;
};
const refused = (act: () => unknown): void =>
	assert.throws(act, (error) => (error as CandorError).code === 'bad-frame');

test('whatever the schemas accept is read as it is', () => {
	fc.assert(
		fc.property(anyLog, (log) => {
			const records = log.flatMap(({ seq, changes }) =>
				changes.filter(isPublic).map((change) => ({ ...change, seq })),
			);
			assert.deepEqual(
				read(...records),
				records.map(({ kind, id, value, seq }) => ({ kind, id, value, seq })),
			);
		}),
		{ numRuns: 300 },
	);
	fc.assert(
		fc.property(richText, (workaround) => {
			const value = JSON.parse(JSON.stringify(noticeLike({ workaround })));
			assert.deepEqual(read(record(value))[0]?.value, value);
		}),
		{ numRuns: 1_000 },
	);
});

test('what cannot be read is refused, whatever it is', () => {
	const oneOf = (text: string): void => {
		for (const name of ['snapshot', 'change', 'retire', 'tomorrow'])
			try {
				readFrame(name, text);
			} catch (error) {
				assert.ok(error instanceof CandorError, String(error));
			}
	};
	fc.assert(fc.property(fc.string({ unit: 'binary' }), oneOf), { numRuns: 1_000 });
	fc.assert(fc.property(fc.json({ maxDepth: 5 }), oneOf), { numRuns: 1_000 });
	const kind = fc.constantFrom('notice', 'update', 'component', 'page', 'constructor', '__proto__');
	fc.assert(
		fc.property(kind, fc.constantFrom(...Object.keys(noticeLike())), fc.jsonValue(), (kind, field, value) =>
			oneOf(frame(record({ ...noticeLike(), [field]: value }, kind), value)),
		),
		{ numRuns: 5_000 },
	);
	for (const bad of ['', 'null', '[]', '{}', '"x"', '{"v":1}', frame(1), frame(record(1)), frame(record({}))])
		refused(() => readFrame('change', bad));
	refused(() => readFrame('change', frame(record({ ...noticeLike(), openedAt: 'soon' }))));
	refused(() => readFrame('retire', '{"v":1,"afterMs":-1}'));
});

test('an unknown name, kind or field is left behind', () => {
	assert.equal(readFrame('tomorrow', '{}'), null);
	assert.deepEqual(read(record({ a: 1 }, 'postmortem'), record({ ...noticeLike(), drill: true })), [
		{ kind: 'notice', id: 'n', seq: 1, value: noticeLike() },
	]);
	const { affected, actions, checklist, workaround, ...older } = noticeLike();
	assert.deepEqual(read(record(older))[0]?.value, { ...older, affected, actions, checklist, workaround });
	assert.deepEqual(read(record(null))[0]?.value, null);
});

test('of markup from a later version the words stay, and no link leads anywhere else', () => {
	const text = { type: 'text', text: 'word' };
	const later = [
		{ type: 'video', src: 'https://example.com' },
		{
			type: 'paragraph',
			children: [
				{ type: 'blink', children: [text] },
				{ type: 'emoji', text: ':)' },
				{ type: 'link', href: 'java\tscript:alert(1)', children: [text] },
				{ type: 'image', src: 'x' },
			],
		},
	];
	const [found] = read(record(noticeLike({ workaround: later as never })));
	const children = [text, { type: 'text', text: ':)' }, text];
	assert.ok(found?.value && 'workaround' in found.value);
	assert.deepEqual(found.value.workaround, [{ type: 'paragraph', children }]);
	const [page] = read(record({ name: 'Shop', statusUrl: 'javascript:alert(1)' }, 'page', 'page'));
	assert.deepEqual(page?.value, { name: 'Shop', statusUrl: null, supportUrl: null });
});

test('a tree of any depth neither throws nor hangs', () => {
	const deep = `${'{"type":"em","children":['.repeat(50_000)}${']}'.repeat(50_000)}`;
	const text = frame(record(noticeLike({ workaround: say('HERE') }))).replace(
		'{"type":"text","text":"HERE"}',
		deep,
	);
	assert.equal(readFrame('change', text)?.name, 'change');
});

test('__proto__ reaches nothing', () => {
	const text = frame(record(noticeLike())).replaceAll('"title"', '"__proto__":{"polluted":1},"title"');
	const [found] = readFrame('change', text)?.name === 'change' ? read(JSON.parse(text).records[0]) : [];
	assert.equal(Object.getPrototypeOf(found?.value), Object.prototype);
	assert.equal('polluted' in (found?.value ?? {}), false);
	assert.equal('polluted' in {}, false);
});

test('a snapshot without a policy means: stream, as usual', () => {
	const snapshot = readSnapshot(frame());
	assert.deepEqual([snapshot.policy, snapshot.heartbeatMs], [{ mode: 'stream', intervalMs: 30_000 }, 15_000]);
});
