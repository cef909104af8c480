import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { newUpdate } from '../../src/model/new-record.ts';
import { at, commits, given, keptOf, noticeLike, say } from './given.ts';

const open: Command = {
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	affected: [{ component: 'checkout' }],
	workaround: say('Pay by card.'),
	promise: { nextUpdateBy: at(20) },
};
const resolve: Command = { type: 'resolve', notice: 'n' };
const post = (more: Partial<CommandOf<'post-update'>> = {}): Command => ({
	type: 'post-update',
	notice: 'n',
	body: say('News.'),
	...more,
});
const change = (phase: CommandOf<'change-phase'>['phase']): Command => ({
	type: 'change-phase',
	notice: 'n',
	phase,
});
const checkout = [{ component: 'checkout', status: 'degraded' as const }];
const healthy = [{ component: 'checkout', status: 'operational' as const }];

test('an update keeps the promise it was, and all that it does not mention', () => {
	given(commits(open))
		.when(post())
		.then([
			{
				kind: 'notice',
				id: 'n',
				value: noticeLike({
					affected: checkout,
					workaround: say('Pay by card.'),
					updatedAt: at(1),
					latestUpdate: 2,
				}),
			},
			{
				kind: 'update',
				id: 'id-2-1',
				value: newUpdate({
					notice: 'n',
					number: 2,
					at: at(1),
					body: say('News.'),
				}),
			},
		]);
});

test('an update gives a new promise, clears with null and adds components', () => {
	given(commits(open))
		.when(
			post({
				promise: { nextUpdateBy: at(40) },
				workaround: null,
				impact: 'critical',
				affected: [{ component: 'search' }, { component: 'checkout', status: 'operational' }],
			}),
		)
		.thenNotice('n', {
			promise: { nextUpdateBy: at(40) },
			workaround: null,
			impact: 'critical',
			affected: [...healthy, { component: 'search', status: 'major-outage' }],
		});
	given(commits(open))
		.when(post({ promise: { nextUpdateBy: at(1) } }))
		.thenRefused('invalid', /past/);
});

test('null empties a list, in an update and in an edit', () => {
	const lists = { actions: ['We roll back.'], checklist: ['Wait.'], unaffected: ['search'] };
	const before = commits({ type: 'open-notice', id: 'n', kind: 'incident', title: 'Failing', ...lists });
	const none = { actions: null, checklist: null, unaffected: null };
	for (const command of [
		{ type: 'post-update', notice: 'n', body: say('x'), phase: 'monitoring', ...none },
		{ type: 'edit-notice', notice: 'n', ...none },
	] as const)
		given(before).when(command).thenNotice('n', { actions: [], checklist: [], unaffected: [] });
	given(before)
		.when({ type: 'post-update', notice: 'n', body: say('x'), phase: 'monitoring' })
		.thenNotice('n', lists);
});

test('an update into an ending phase is a resolution', () => {
	given(commits(open))
		.when(post({ phase: 'resolved' }))
		.thenNotice('n', { phase: 'resolved', endedAt: at(1), promise: null, affected: checkout });
	given(commits(open))
		.when(post({ phase: 'resolved' }))
		.thenUpdate({ phase: 'resolved', affected: healthy });
});

test('what has ended can be written about, and moves on only when reopened', () => {
	const ended = commits(open, resolve);
	given(ended)
		.when(post())
		.thenNotice('n', { phase: 'resolved', endedAt: at(1), latestUpdate: 3 });
	given(ended)
		.when(post({ promise: { nextUpdateBy: at(9) } }))
		.thenNotice('n', { promise: null });
	given(ended)
		.when(post({ phase: 'monitoring' }))
		.thenRefused('notice-ended', /Reopen it/);
	given(ended)
		.when(change('monitoring'))
		.thenRefused('notice-ended', /Reopen it/);
	given(ended)
		.when(resolve)
		.thenRefused('notice-ended', /has ended/);
});

test('a phase change is an update without words that keeps the promise', () => {
	given(commits(open)).when(change('identified')).thenUpdate({ number: 2, body: [], phase: 'identified' });
	given(commits(open))
		.when(change('identified'))
		.thenNotice('n', { promise: { nextUpdateBy: at(20) } });
	given(commits(open))
		.when(change('closed'))
		.thenRefused('wrong-phase', /"monitoring"/, 'phase');
});

test('a resolution puts the components right and remembers which they were', () => {
	given(commits(open))
		.when({ ...resolve, body: say('Done.') })
		.thenUpdate({ body: say('Done.'), phase: 'resolved', affected: healthy });
	given(commits(open))
		.when(resolve)
		.thenNotice('n', { phase: 'resolved', endedAt: at(1), promise: null, affected: checkout });
	given(commits(open))
		.when({ ...resolve, phase: 'monitoring' })
		.thenRefused('wrong-phase', /Use "resolved"/);
});

test('a reopened notice is open, with its components as they were', () => {
	const reopen: Command = { type: 'reopen', notice: 'n', promise: { nextUpdateBy: at(30) } };
	given(commits(open))
		.when(reopen)
		.thenRefused('notice-open', /Post an update/);
	given(commits(open, resolve))
		.when(reopen)
		.thenNotice('n', { phase: 'investigating', endedAt: null, promise: { nextUpdateBy: at(30) } });
	given(commits(open, resolve))
		.when(reopen)
		.thenUpdate({ number: 3, phase: 'investigating', affected: checkout });
	given(commits(open, resolve))
		.when({ ...reopen, phase: 'resolved' })
		.thenRefused('wrong-phase', /"monitoring"/);
	const expiring: Command = { type: 'edit-notice', notice: 'n', expiresAt: at(3) };
	given(commits(open, resolve, expiring))
		.when(reopen, 3)
		.thenNotice('n', { expiresAt: null });
});

test('an edit makes no update', () => {
	given(commits(open))
		.when({ type: 'edit-notice', notice: 'n', title: 'Payments are failing', affected: [], impact: 'major' })
		.then([
			{
				kind: 'notice',
				id: 'n',
				value: noticeLike({
					title: 'Payments are failing',
					impact: 'major',
					workaround: say('Pay by card.'),
					promise: { nextUpdateBy: at(20) },
					updatedAt: at(1),
				}),
			},
		]);
});

test('a retraction removes the notice and its updates, and leaves a private record', () => {
	const retract: Command = { type: 'retract', notice: 'n', reason: 'Wrong page' };
	const before = commits(open, post());
	given(before)
		.when(retract)
		.then([
			{ kind: 'notice', id: 'n', value: null },
			{ kind: 'update', id: 'id-1-1', value: null },
			{ kind: 'update', id: 'id-2-1', value: null },
			{
				kind: 'retraction',
				id: 'n',
				value: {
					title: 'Checkout is failing',
					reason: 'Wrong page',
					at: at(2),
					records: keptOf(before, ['notice/n', 'update/id-1-1', 'update/id-2-1']),
				},
			},
		]);
	for (const command of [retract, resolve, post(), change('identified')])
		given(commits(open, retract))
			.when(command)
			.thenRefused('retracted', /was retracted/);
	given()
		.when(retract)
		.thenRefused('not-found', /no notice "n"/);
});
