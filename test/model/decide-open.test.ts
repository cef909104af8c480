import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { newUpdate } from '../../src/model/new-record.ts';
import { at, commits, given, noticeLike, say } from './given.ts';

type Open = CommandOf<'open-notice'>;
const incident = (more: Partial<Open> = {}): Open => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	...more,
});
const work = (more: Partial<Open> = {}): Open =>
	incident({ kind: 'maintenance', window: { start: at(60), end: at(120) }, ...more });

test('the least that can be said opens a notice with its first update', () => {
	const update = newUpdate({
		notice: 'n',
		number: 1,
		at: at(0),
		phase: 'investigating' as const,
		impact: 'minor' as const,
	});
	given()
		.when(incident())
		.then([
			{ kind: 'notice', id: 'n', value: noticeLike() },
			{ kind: 'update', id: 'id-1-1', value: update },
		]);
});

test('affected components are made, and take their status from the impact', () => {
	const affected = [{ component: 'checkout-api', status: 'partial-outage' as const }];
	const value = {
		name: 'Checkout api',
		description: null,
		group: null,
		position: 0,
		status: null,
		until: null,
	};
	given()
		.when(
			incident({ impact: 'major', body: say('We are on it.'), affected: [{ component: 'checkout-api' }] }),
		)
		.then([
			{ kind: 'component', id: 'checkout-api', value },
			{ kind: 'notice', id: 'n', value: noticeLike({ impact: 'major', affected }) },
			{
				kind: 'update',
				id: 'id-1-1',
				value: newUpdate({
					notice: 'n',
					number: 1,
					at: at(0),
					body: say('We are on it.'),
					phase: 'investigating',
					impact: 'major',
					affected,
				}),
			},
		]);
});

test('each kind has its own first phase and impact', () => {
	given().when(work()).thenNotice('n', { phase: 'scheduled', impact: 'none' });
	given()
		.when(incident({ kind: 'assurance' }))
		.thenNotice('n', { phase: 'published', impact: 'none' });
	given()
		.when(incident({ kind: 'announcement' }))
		.thenNotice('n', { phase: 'published', impact: 'none' });
});

test('a phase of another kind is refused, naming those that fit', () => {
	given()
		.when(incident({ phase: 'scheduled' }))
		.thenRefused('wrong-phase', /"investigating", "identified", "monitoring", "resolved"/, 'phase');
});

test('maintenance needs a window unless it has begun; nothing else has one', () => {
	const { window, ...bare } = work();
	given()
		.when(bare)
		.thenRefused('invalid', /needs a window/, 'window');
	given()
		.when({ ...bare, phase: 'in-progress' })
		.thenNotice('n', { phase: 'in-progress', window: null });
	given()
		.when(work(), 120)
		.thenRefused('invalid', /over already/, 'window.end');
	given().when(work(), 90).thenNotice('n', { phase: 'in-progress' });
	given()
		.when(incident({ window: window ?? null }))
		.thenRefused('invalid', /Only maintenance/, 'window');
	given()
		.when(work({ affected: [{ component: 'db' }, { component: 'api', status: 'degraded' }] }))
		.thenNotice('n', {
			affected: [
				{ component: 'db', status: 'maintenance' },
				{ component: 'api', status: 'degraded' },
			],
		});
});

test('a taken id is refused, that of a retracted notice too', () => {
	const retract: Command = { type: 'retract', notice: 'n' };
	given(commits(incident())).when(incident()).thenRefused('invalid', /taken/, 'id');
	given(commits(incident(), retract)).when(incident()).thenRefused('invalid', /taken/, 'id');
});

test('details are filled in: who vouches, as of when', () => {
	given()
		.when(incident({ dataSafety: { state: 'affected', statement: say('Safe.') } }))
		.thenNotice('n', {
			dataSafety: {
				state: 'affected',
				statement: say('Safe.'),
				evidence: null,
				approvedBy: null,
				asOf: at(0),
			},
		});
});

test('a promise or an expiry in the past is refused', () => {
	given()
		.when(incident({ promise: { nextUpdateBy: at(0) } }))
		.thenRefused('invalid', /past/, 'promise.nextUpdateBy');
	given()
		.when(incident({ expiresAt: at(-1) }))
		.thenRefused('invalid', /never be shown/, 'expiresAt');
});

test('bad news wins where a component is named as affected and as unaffected', () => {
	given()
		.when(incident({ affected: [{ component: 'a' }], unaffected: ['a', 'b', 'b'] }))
		.thenNotice('n', { affected: [{ component: 'a', status: 'degraded' }], unaffected: ['b'] });
});

test('a notice can be opened for what is over already', () => {
	given()
		.when(incident({ phase: 'resolved', promise: { nextUpdateBy: at(9) } }))
		.thenNotice('n', { phase: 'resolved', endedAt: at(0), promise: null });
});
