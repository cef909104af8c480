/** Imported records: history with its own dates, added once, announced never. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import { newComponent, newUpdate } from '../../src/model/new-record.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import type { UpdateValue } from '../../src/model/records/update.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { activeNotices, notice } from '../../src/model/views/notices.ts';
import { at, commits, given, ms, noticeLike, postmortemLike, remedyLike, say, stateOf } from './given.ts';

type Imported = CommandOf<'import-records'>['records'][number];

const component = (id = 'checkout'): Imported => ({
	kind: 'component',
	id,
	value: newComponent({ name: 'Checkout', position: 0 }),
});
const ofNotice = (more: Partial<NoticeValue> = {}, update: Partial<UpdateValue> = {}): Imported[] => [
	{
		kind: 'notice',
		id: 'n',
		value: noticeLike({
			phase: 'resolved',
			endedAt: at(90),
			openedAt: at(60),
			updatedAt: at(90),
			affected: [{ component: 'checkout', status: 'major-outage' }],
			...more,
		}),
	},
	{
		kind: 'update',
		id: 'u',
		value: newUpdate({ notice: 'n', number: 1, at: at(60), body: say('Some payments failed.'), ...update }),
	},
];
const imported = (...records: Imported[]): Command => ({ type: 'import-records', records });
const past = imported(component(), ...ofNotice());

function historyOf(log: readonly Commit[], now: number) {
	const history = new StatusHistory();
	for (const commit of log) history.take(commit);
	return history.read(stateOf(log), now);
}

test('a notice keeps its own times, is marked as added later, and no page shows it as open', () => {
	const log = commits([200, past]);
	const value = notice(stateOf(log), 'n')?.value;
	assert.deepEqual(
		[value?.openedAt, value?.endedAt, value?.updatedAt, value?.addedAt],
		[at(60), at(90), at(90), at(200)],
	);
	assert.deepEqual(activeNotices(stateOf(log), ms(200)), []);
});

test('history counts the outage on its own day, although the component was created by the import', () => {
	const day = 24 * 60;
	const log = commits([10 * day, past]);
	const { components, from } = historyOf(log, ms(10 * day));
	const [{ worst, seconds } = { worst: [], seconds: [] }] = components;
	const index = Math.floor((ms(60) - Date.parse(from)) / 86_400_000);
	assert.equal(worst[index], 'major-outage');
	assert.deepEqual(seconds[index], { 'major-outage': 30 * 60 });
	assert.equal(worst[index - 1], null, 'nothing is known of the day before');
	assert.equal(worst[index + 1], 'operational');
});

test('maintenance counts from its window, and cancelled maintenance on no day', () => {
	const window = { start: at(60), end: at(90) };
	const seconds = (more: Partial<NoticeValue>) => {
		const records = ofNotice({
			...{ kind: 'maintenance', phase: 'completed', window, openedAt: at(0), endsByClock: true },
			affected: [{ component: 'checkout', status: 'maintenance' }],
			...more,
		});
		const log = commits([3_000, imported(component(), ...records)]);
		return Object.assign({}, ...(historyOf(log, ms(3_000)).components[0]?.seconds ?? []));
	};
	assert.deepEqual(seconds({}), { maintenance: 30 * 60 });
	assert.deepEqual(seconds({ phase: 'cancelled', endedAt: at(30) }), {});
});

test('what exists stays as it is, and a second import changes nothing', () => {
	const log = commits([200, past]);
	given(log).when(past, 300).then([]);
	const again = imported(
		component('search'),
		...ofNotice({ title: 'Another title' }, { body: say('Other') }),
	);
	const changes = given(log).commit(again)[0]?.changes ?? [];
	assert.deepEqual(
		changes.map(({ kind, id }) => `${kind}/${id}`),
		['component/search'],
	);
});

test('the updates of a notice that exists are left out, its post-mortem is added', () => {
	const log = commits([200, past]);
	const [, update] = ofNotice() as [Imported, Imported];
	const more: Imported = { ...update, id: 'u2' } as Imported;
	const report: Imported = { kind: 'postmortem', id: 'n', value: postmortemLike({ publishedAt: at(95) }) };
	given(log).when(imported(more, report), 300).then([report]);
});

test('a retracted notice stays away, with all that belongs to it', () => {
	const log = commits([200, past], [210, { type: 'retract', notice: 'n' }]);
	given(log).when(past, 300).then([]);
});

test('each contradiction is refused with its place', () => {
	const start = given(commits([0, { type: 'put-component', id: 'checkout', name: 'Checkout' }]));
	const refused = (records: readonly Imported[], sentence: RegExp, path: string): void =>
		start.when(imported(...records), 200).thenRefused('invalid', sentence, path);
	const value = 'records.0.value';
	refused(ofNotice({ drill: true }), /drill/, `${value}.drill`);
	refused(ofNotice({ openedAt: at(500) }), /still to come/, `${value}.openedAt`);
	refused(ofNotice({ endedAt: null }), /contradict/, `${value}.endedAt`);
	refused(ofNotice({ phase: 'investigating' }), /contradict/, `${value}.endedAt`);
	refused(ofNotice({ endedAt: at(30) }), /after the start/, `${value}.endedAt`);
	refused(ofNotice({ latestUpdate: 3 }), /highest number/, `${value}.latestUpdate`);
	refused(ofNotice().slice(0, 1), /no update/, value);
	refused(ofNotice({}, { at: at(900) }), /still to come/, 'records.1.value.at');
	refused(ofNotice({}, { notice: 'other' }), /no notice "other"/, 'records.1.value.notice');
	refused(
		[
			{
				kind: 'page',
				id: 'p',
				value: { name: 'P', statusUrl: null, supportUrl: null, subscribe: [], origins: [] },
			},
		],
		/"page"/,
		'records.0.id',
	);
	refused(
		[{ kind: 'remedy', id: 'r', value: remedyLike({ notice: 'none' }) }],
		/no notice "none"/,
		`${value}.notice`,
	);
	refused([component('a'), component('a')], /twice/, 'records');
	const over = { kind: 'maintenance', phase: 'in-progress', endedAt: null, endsByClock: true } as const;
	refused(
		ofNotice({ ...over, window: { start: at(60), end: at(90) } }),
		/window is over/,
		`${value}.window.end`,
	);
	start
		.when(imported(...ofNotice({ affected: [{ component: 'none', status: 'degraded' }] })), 200)
		.thenRefused('unknown-component', /"none"/, `${value}.affected.0.component`);
});
