import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CandorError } from '../../src/model/errors.ts';
import { noticeDefaults, updateDefaults } from '../../src/model/generated/record-defaults.ts';
import { isPublic } from '../../src/model/state/public.ts';
import { readFrame, readSnapshot } from '../../src/model/wire/read-frames.ts';
import { readPostmortem } from '../../src/model/wire/read-postmortem.ts';
import { readRemedy } from '../../src/model/wire/read-remedy.ts';
import { anyLog, richText } from './arbitraries.ts';
import { at, noticeLike, postmortemLike, remedyLike, say } from './given.ts';

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
			for (const { kind, value } of records) {
				if (kind === 'remedy') assert.deepEqual(readRemedy(value), value);
				if (kind === 'postmortem') assert.deepEqual(readPostmortem(value), value);
			}
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
	const kinds = ['notice', 'update', 'component', 'page', 'remedy', 'postmortem', 'constructor', '__proto__'];
	const kind = fc.constantFrom(...kinds);
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
	assert.deepEqual(read(record({ a: 1 }, 'weather'), record({ ...noticeLike(), mood: 'calm' })), [
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
	assert.deepEqual(page?.value, {
		...{ name: 'Shop', statusUrl: null, supportUrl: null },
		...{ subscribe: [], origins: [] },
	});
	const subscribe = [{ by: 'pigeon', href: 'javascript:alert(1)', size: 9 }];
	const [newer] = read(record({ name: 'Shop', subscribe }, 'page', 'page'));
	assert.deepEqual(newer?.value && 'subscribe' in newer.value && newer.value.subscribe, [
		{ by: 'pigeon', href: null },
	]);
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

const everybody = { attributes: {}, routes: [], signedIn: null, percentage: null };

test('what older servers did not say has its default', () => {
	const { audience: _, drill, notAffected, translations: none, ...older } = noticeLike();
	assert.deepEqual(read(record(older))[0]?.value, noticeLike());
	const update = { notice: 'n', number: 1, at: at(0), body: [], phase: null, impact: null, affected: [] };
	assert.deepEqual(read(record(update, 'update', 'u'))[0]?.value, { ...update, ...updateDefaults });
	const sparse = { audience: {}, translations: { de: { title: 'Gestört' } } };
	const [found] = read(record({ ...older, ...sparse }));
	const empty = { workaround: null, actions: [], checklist: [], notAffected: null };
	const translations = { de: { title: 'Gestört', ...empty } };
	assert.deepEqual(found?.value, noticeLike({ audience: everybody, translations }));
});

test('a switch or a condition that cannot be read is as if it were not there', () => {
	const odd = { dismissible: 'no', drill: 'yes', reporting: 1, moreUrl: 'javascript:alert(1)' };
	const [found] = read(record({ ...noticeLike(), ...odd }));
	const { dismissible, drill, reporting, moreUrl } = noticeDefaults;
	assert.deepEqual(found?.value, noticeLike({ dismissible, drill, reporting, moreUrl }));
	const [other] = read(record({ ...noticeLike(), audience: { signedIn: 'maybe', percentage: '20' } }));
	assert.deepEqual(other?.value, noticeLike({ audience: everybody }));
	for (const wrong of [{ translations: [{}] }, { audience: 'all' }, { language: 7 }, { notAffected: {} }])
		refused(() => readFrame('change', frame(record({ ...noticeLike(), ...wrong }))));
});

test('remedies and post-mortems pass unchanged; the elements decode them when they show them', () => {
	const value = { anything: [{ at: 'all' }, null, 7] };
	for (const kind of ['remedy', 'postmortem']) {
		assert.deepEqual(read(record(value, kind)), [{ kind, id: 'n', seq: 1, value }]);
		assert.equal(read(record(null, kind))[0]?.value, null);
		for (const wrong of ['words', 7, true]) refused(() => readFrame('change', frame(record(wrong, kind))));
	}
});

test('one that is too deep to be written down again is refused', () => {
	const nested = (depth: number) => `${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`;
	const of = (depth: number) => frame(record('HERE', 'remedy')).replace('"HERE"', nested(depth));
	assert.equal(readFrame('change', of(49))?.name, 'change');
	for (const depth of [51, 50_000]) refused(() => readFrame('change', of(depth)));
});

test('whatever a remedy or a post-mortem holds, it is read whole or not at all', () => {
	const fields = [...Object.keys(remedyLike()), ...Object.keys(postmortemLike())];
	fc.assert(
		fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
			readRemedy({ ...remedyLike(), [field]: value });
			readPostmortem({ ...postmortemLike(), [field]: value });
		}),
		{ numRuns: 3_000 },
	);
	fc.assert(fc.property(fc.jsonValue(), (value) => void [readRemedy(value), readPostmortem(value)]));
	for (const [field, value] of [
		['title', 7],
		['publishedAt', 'soon'],
		['expiresAt', 'soon'],
		['claim', { type: 'fax' }],
		['claim', { type: 'link', href: 'javascript:alert(1)' }],
		['claim', { type: 'code' }],
		['claim', null],
		['offer', null],
		['audience', 'all'],
	] as const)
		assert.equal(readRemedy({ ...remedyLike(), [field]: value }), null, field);
	for (const [field, value] of [
		['notice', null],
		['body', 'words'],
		['actions', [{}]],
		['actions', [{ title: 'x', state: 'done', dueBy: 'soon' }]],
		['translations', { de: 'words' }],
	] as const)
		assert.equal(readPostmortem({ ...postmortemLike(), [field]: value }), null, field);
});

test('a word from after this version’s time is kept as it came', () => {
	const offer = { kind: 'a-cake', summary: 'Cake' };
	assert.deepEqual(readRemedy({ ...remedyLike(), offer, more: 1 }), { ...remedyLike(), offer });
	const actions = [{ title: 'x', state: 'dropped', dueBy: null }];
	assert.deepEqual(readPostmortem({ ...postmortemLike(), actions }), { ...postmortemLike(), actions });
});
