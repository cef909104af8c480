import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import type { ReportSummary } from '../../src/model/records/draft.ts';
import { canRaiseDraft, drafts } from '../../src/model/views/drafts.ts';
import { at, commits, given, ms, say, story } from './given.ts';

const seen: ReportSummary = {
	reports: 20,
	requests: 120,
	failures: 90,
	since: at(0),
	regions: [{ region: 'DE', reports: 20 }],
};
const checkout: Command = { type: 'put-component', id: 'checkout', name: 'Checkout' };
const raise: Command = { type: 'raise-draft', component: 'checkout', seen };
const draft = { title: 'Problems with Checkout', impact: 'minor', raisedAt: at(1), seen, quietUntil: null };
const incident = (component: string): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Down',
	affected: [{ component }],
});

test('reports raise one draft for a component, and no second one while it waits', () => {
	given(commits(checkout))
		.when(raise)
		.then([{ kind: 'draft', id: 'checkout', value: draft as never }]);
	given(commits(checkout, raise)).when(raise).then([]);
});

test('no draft is raised for an unknown component, or for one that a notice covers already', () => {
	given().when(raise).then([]);
	given(commits(checkout, incident('checkout')))
		.when(raise)
		.then([]);
	const elsewhere = story(checkout, incident('search'));
	assert.equal(canRaiseDraft(elsewhere, 'checkout', ms(2)), true);
	const everywhere = story(checkout, { type: 'open-notice', kind: 'incident', title: 'All is down' });
	assert.equal(canRaiseDraft(everywhere, 'checkout', ms(2)), false);
	const news = story(checkout, { type: 'open-notice', kind: 'announcement', title: 'A new office' });
	assert.equal(canRaiseDraft(news, 'checkout', ms(2)), true);
	const resolved = story(checkout, incident('checkout'), { type: 'resolve', notice: 'n' });
	assert.equal(canRaiseDraft(resolved, 'checkout', ms(3)), true);
});

test('a discarded draft is quiet for an hour, or until the instant given', () => {
	const discarded = commits(checkout, raise, { type: 'discard-draft', draft: 'checkout' });
	given(commits(checkout, raise))
		.when({ type: 'discard-draft', draft: 'checkout' })
		.then([{ kind: 'draft', id: 'checkout', value: { ...draft, quietUntil: at(62) } as never }]);
	given(discarded).when(raise, 61).then([]);
	given(discarded)
		.when(raise, 62)
		.then([{ kind: 'draft', id: 'checkout', value: { ...draft, raisedAt: at(62) } as never }]);
	given(commits(checkout, raise))
		.when({ type: 'discard-draft', draft: 'checkout', quietUntil: at(1) })
		.thenRefused('invalid', /has passed/, 'quietUntil');
	given(discarded)
		.when({ type: 'discard-draft', draft: 'checkout' })
		.thenRefused('not-found', /no draft "checkout"/);
});

test('publishing opens the notice that the draft suggests, and removes the draft, in one commit', () => {
	const before = commits(checkout, raise);
	const publish: Command = { type: 'publish-draft', draft: 'checkout' };
	given(before)
		.when(publish)
		.thenNotice('id-3-1', {
			kind: 'incident',
			title: 'Problems with Checkout',
			phase: 'investigating',
			impact: 'minor',
			affected: [{ component: 'checkout', status: 'degraded' }],
		});
	assert.deepEqual(commits(checkout, raise, publish)[2]?.changes[0], {
		kind: 'draft',
		id: 'checkout',
		value: null,
	});
	assert.deepEqual(drafts(story(checkout, raise, publish)), []);
	given(commits(checkout, raise, publish))
		.when(publish)
		.thenRefused('not-found', /no draft "checkout"/);
});

test('an operator says it differently: title, words, impact, components and promise', () => {
	const publish: Command = {
		type: 'publish-draft',
		draft: 'checkout',
		title: 'Payments fail',
		impact: 'major',
		body: say('We look into it.'),
		affected: [{ component: 'payments' }],
		promise: { nextUpdateBy: at(30) },
	};
	const act = given(commits(checkout, raise)).when(publish);
	act.thenNotice('id-3-1', {
		title: 'Payments fail',
		impact: 'major',
		affected: [{ component: 'payments', status: 'partial-outage' }],
		promise: { nextUpdateBy: at(30) },
	});
	act.thenUpdate({ body: say('We look into it.') });
});
