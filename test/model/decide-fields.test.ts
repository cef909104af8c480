/** Whom a notice concerns, what they may do with it, and who speaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { noticeDefaults } from '../../src/model/generated/record-defaults.ts';
import type { Audience } from '../../src/model/records/fields.ts';
import { components, overallStatus } from '../../src/model/views/components.ts';
import { isAnnounced } from '../../src/model/views/drafts.ts';
import { at, commits, given, ms, say, story } from './given.ts';

const audience: Audience = {
	attributes: { plan: ['pro'] },
	routes: ['/checkout'],
	signedIn: true,
	percentage: 20,
};
const everything = {
	audience,
	notAffected: 'You are not affected.',
	moreUrl: 'https://example.com/more',
	dismissible: false,
	drill: true,
	reporting: true,
	language: 'de',
};
const open = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	...more,
});

test('a notice has an audience; by default it is for all visitors', () => {
	given()
		.when(open())
		.thenNotice('n', { ...noticeDefaults, endsByClock: false });
	given().when(open(everything)).thenNotice('n', everything);
});

test('an edit changes what it names and clears with null', () => {
	const before = commits(open(everything));
	given(before)
		.when({ type: 'edit-notice', notice: 'n', title: 'Payments fail' })
		.thenNotice('n', everything);
	const cleared = {
		audience: null,
		notAffected: null,
		moreUrl: null,
		dismissible: true,
		drill: false,
		reporting: false,
		language: null,
	};
	given(before)
		.when({ type: 'edit-notice', notice: 'n', ...cleared })
		.thenNotice('n', cleared);
});

test('an update changes whom the notice concerns, and keeps what it does not name', () => {
	const before = commits(open(everything));
	const post: Command = { type: 'post-update', notice: 'n', body: say('More are hit.'), audience: null };
	given(before)
		.when(post)
		.thenNotice('n', { ...everything, audience: null });
});

test('every command that speaks says who speaks', () => {
	const author = 'Payments team';
	given().when(open({ author })).thenUpdate({ author });
	const before = commits(open());
	given(before)
		.when({ type: 'post-update', notice: 'n', body: say('News.'), author })
		.thenUpdate({ author });
	given(before).when({ type: 'resolve', notice: 'n', author }).thenUpdate({ author });
	const ended = commits(open(), { type: 'resolve', notice: 'n' });
	given(ended).when({ type: 'reopen', notice: 'n', author }).thenUpdate({ author });
	given(before).when({ type: 'change-phase', notice: 'n', phase: 'identified' }).thenUpdate({ author: null });
});

test('a draft is published with an audience and an author, as any notice', () => {
	const seen = { reports: 1, requests: 1, failures: 1, since: at(0), regions: [] };
	const before = commits(
		{ type: 'put-component', id: 'api', name: 'Api' },
		{ type: 'raise-draft', component: 'api', seen },
	);
	const publish: Command = { type: 'publish-draft', draft: 'api', author: 'On call', ...everything };
	given(before).when(publish).thenNotice('id-3-1', everything);
	given(before).when(publish).thenUpdate({ author: 'On call' });
});

test('an exercise breaks no component, and does not count as told', () => {
	const affected = [{ component: 'api' }];
	const api: Command = { type: 'put-component', id: 'api', name: 'API' };
	const drill = story(api, open({ drill: true, impact: 'critical', affected }));
	assert.deepEqual(
		components(drill, ms(1)).map(({ status }) => status),
		['operational'],
	);
	assert.equal(overallStatus(drill, ms(1)), 'operational');
	assert.equal(isAnnounced(drill, 'api', ms(1)), false);
	const takesPart = () => true;
	assert.equal(components(drill, ms(1), takesPart)[0]?.status, 'major-outage');
	assert.equal(overallStatus(drill, ms(1), takesPart), 'major-outage');
	assert.equal(isAnnounced(story(open({ affected })), 'api', ms(1)), true);
});
