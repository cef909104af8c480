/** What a notice says must be true, and visible. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import { command } from '../../src/model/commands/command.ts';
import { isEstimateLate, isWindowLate } from '../../src/model/views/notices.ts';
import { at, commits, given, ms, noticeLike, say } from './given.ts';

const maintenance: Command = {
	type: 'open-notice',
	id: 'n',
	kind: 'maintenance',
	title: 'Database upgrade',
	window: { start: at(60), end: at(120) },
};

test('maintenance that never began is cancelled when it is resolved, and otherwise completed', () => {
	given(commits(maintenance))
		.when({ type: 'resolve', notice: 'n' }, 5)
		.thenNotice('n', { phase: 'cancelled' });
	given(commits(maintenance))
		.when({ type: 'resolve', notice: 'n' }, 65)
		.thenNotice('n', { phase: 'completed' });
	given(commits(maintenance, { type: 'change-phase', notice: 'n', phase: 'in-progress' }))
		.when({ type: 'resolve', notice: 'n' }, 5)
		.thenNotice('n', { phase: 'completed' });
	given(commits(maintenance))
		.when({ type: 'resolve', notice: 'n', phase: 'completed' }, 5)
		.thenNotice('n', { phase: 'completed' });
});

test('"data is safe" needs evidence, in every command', () => {
	const open: Command = { type: 'open-notice', id: 'n', kind: 'assurance', title: 'Your data' };
	const dataSafety = { state: 'safe' as const, statement: say('Nothing was read.') };
	const evidence = say('All logs.');
	given()
		.when({ ...open, dataSafety })
		.thenRefused('invalid', /"safe" needs evidence/, 'dataSafety.evidence');
	given()
		.when({ ...open, dataSafety: { ...dataSafety, evidence: [] } })
		.thenRefused('invalid', /"safe" needs evidence/);
	given()
		.when({ ...open, dataSafety: { ...dataSafety, evidence } })
		.thenNotice('n', {});
	const checking = commits({ ...open, dataSafety: { ...dataSafety, state: 'investigating' } });
	given(checking)
		.when({ type: 'edit-notice', notice: 'n', dataSafety: { state: 'safe' } })
		.thenRefused('invalid', /"safe" needs evidence/);
	given(checking)
		.when({ type: 'post-update', notice: 'n', body: say('x'), dataSafety: { state: 'safe', evidence } })
		.thenNotice('n', {});
	const safe = commits({ ...open, dataSafety: { ...dataSafety, evidence } });
	given(safe)
		.when({ type: 'edit-notice', notice: 'n', dataSafety: { evidence: null } })
		.thenRefused('invalid', /"safe" needs evidence/);
});

test('an estimate is late once its latest time has passed, and not after the end', () => {
	const value = noticeLike({ estimate: { earliest: at(10), latest: at(20) } });
	assert.deepEqual([isEstimateLate(value, ms(19)), isEstimateLate(value, ms(20))], [false, true]);
	assert.equal(isEstimateLate({ ...value, phase: 'resolved', endedAt: at(15) }, ms(30)), false);
	assert.equal(isEstimateLate(noticeLike(), ms(30)), false);
});

test('a window is late once its end has passed, while the work goes on', () => {
	const value = noticeLike({
		kind: 'maintenance',
		phase: 'in-progress',
		window: { start: at(0), end: at(20) },
	});
	assert.deepEqual([isWindowLate(value, ms(19)), isWindowLate(value, ms(20))], [false, true]);
	assert.equal(isWindowLate({ ...value, phase: 'completed', endedAt: at(15) }, ms(30)), false);
	assert.equal(isWindowLate({ ...value, endsByClock: true }, ms(30)), false);
	assert.equal(isWindowLate(noticeLike(), ms(30)), false);
});

test('only maintenance ends by the clock', () => {
	const incident: Command = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Failing' };
	given()
		.when({ ...incident, endsByClock: true })
		.thenRefused('invalid', /Only maintenance ends by the clock/, 'endsByClock');
	given(commits(incident))
		.when({ type: 'edit-notice', notice: 'n', endsByClock: true })
		.thenRefused('invalid', /Only maintenance ends by the clock/, 'endsByClock');
});

test('a line of characters that show nothing is refused', () => {
	const isAccepted = (title: string) => command.safeParse({ ...maintenance, title }).success;
	for (const title of [
		'\u200b',
		'\u3164',
		'\u2800',
		'\u115f\u1160',
		'\uffa0',
		'\u00ad\u2060',
		' \u00a0\u3000',
		'\ufe0f\u034f',
	])
		assert.equal(isAccepted(title), false, JSON.stringify(title));
	for (const title of ['x', '支払い', 'ก', '👍', '!', '\u200bx'])
		assert.equal(isAccepted(title), true, title);
});
