/** The Statuspage API: every field, and what becomes of each thing that a notice goes through. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PublicTimes } from '../../../../server/core/projections/public-times.ts';
import { documents } from '../../../../server/http/statuspage/documents.ts';
import { documentSchemas } from '../../../../server/http/statuspage/schemas.ts';
import { newNotice } from '../../../../src/model/new-record.ts';
import { stateWith } from '../../../../src/model/state/state.ts';
import { after, anIncident, aStory, hour, minute } from './story.ts';

/** Throws when a document has a field too many or too few. */
async function checkAll(get: (path: string) => Promise<unknown>): Promise<void> {
	for (const [path, { schema }] of Object.entries(documents)) documentSchemas[schema].parse(await get(path));
}

describe('the Statuspage API', () => {
	it('has the page and the status in every answer of a page where all is well', async (context) => {
		const { url, get } = await aStory(context);
		const { page, status } = await get('status');
		assert.match(page.id, /^[\da-f-]{36}$/);
		assert.deepEqual(page, {
			...{ id: page.id, name: 'Larkfield', url },
			...{ time_zone: 'Etc/UTC', updated_at: after(0) },
		});
		assert.deepEqual(status, { indicator: 'none', description: 'All Systems Operational' });
		for (const path of Object.keys(documents)) assert.deepEqual((await get(path)).page, page, path);
		await checkAll(get);
	});

	it('has groups as components, each before its members, in the order of the page', async (context) => {
		const { get } = await aStory(context);
		const { components, page } = await get('components');
		const [checkout, search, group, cards, transfers] = components;
		assert.equal(components.length, 5);
		assert.deepEqual(checkout, {
			...{ id: 'checkout', name: 'Checkout', status: 'operational' },
			...{ created_at: after(0), updated_at: after(0), position: 1, description: null },
			...{ showcase: true, start_date: '2030-01-31', group_id: null, page_id: page.id },
			...{ group: false, only_show_if_degraded: false },
		});
		assert.deepEqual(group, {
			...{ id: group.id, name: 'Payments', status: 'operational' },
			...{ created_at: after(0), updated_at: after(0), position: 3, description: null },
			...{ showcase: false, start_date: null, group_id: null, page_id: page.id },
			...{ group: true, only_show_if_degraded: false, components: ['cards', 'transfers'] },
		});
		assert.deepEqual(
			[cards, transfers, search].map((each) => [each.id, each.group_id, each.position, each.description]),
			[
				['cards', group.id, 1, 'Visa and Mastercard'],
				['transfers', group.id, 2, null],
				['search', null, 2, null],
			],
		);
	});

	it('tells an incident from its first update to its post-mortem', async (context) => {
		const story = await aStory(context);
		const { get, write, clock } = story;
		await anIncident(story);
		const resolved = (await get('incidents')).incidents[0];
		assert.equal(resolved.status, 'resolved');
		clock.advance(hour);
		await write('PUT', '/v1/notices/cards-fail/postmortem', {
			...{ title: 'Why cards failed', body: 'A certificate **expired**.', actions: [] },
		});
		const { incidents, page } = await get('incidents');
		assert.equal(incidents.length, 1);
		const [{ incident_updates: updates, components, ...incident }] = incidents;
		assert.deepEqual(incident, {
			...{ id: 'cards-fail', name: 'Card payments are failing', status: 'postmortem', impact: 'major' },
			...{ created_at: after(minute), started_at: after(minute), updated_at: after(40 * minute) },
			...{ monitoring_at: after(20 * minute), resolved_at: after(40 * minute), page_id: page.id },
			...{ shortlink: `${page.url}/notices/cards-fail`, reminder_intervals: null },
		});
		assert.deepEqual(
			components.map((each: { id: string; status: string }) => [each.id, each.status]),
			[['cards', 'operational']],
		);
		const change = (from: string, to: string) => [
			{ code: 'cards', name: 'Card payments', old_status: from, new_status: to },
		];
		const seen = updates.map((each: Record<string, unknown>) => [
			each.status,
			each.body,
			each.display_at,
			each.affected_components,
		]);
		assert.deepEqual(seen, [
			['postmortem', 'Why cards failed\nA certificate expired.', after(40 * minute + hour), null],
			['resolved', 'Cards work again.', after(40 * minute), change('degraded_performance', 'operational')],
			[
				'monitoring',
				'A new certificate is in place.',
				after(20 * minute),
				change('major_outage', 'degraded_performance'),
			],
			['identified', 'A certificate had expired.', after(10 * minute), null],
			[
				'investigating',
				'Cards end with an error. See the list.\n- Visa\n- Mastercard',
				after(minute),
				change('operational', 'major_outage'),
			],
		]);
		for (const update of updates) {
			const { incident_id, deliver_notifications, custom_tweet, tweet_id } = update;
			assert.deepEqual(
				[incident_id, deliver_notifications, custom_tweet, tweet_id],
				['cards-fail', true, null, null],
			);
		}
		await checkAll(get);
	});

	it('has each status of a component, and the worst of them for its group and the page', async (context) => {
		const { get, write } = await aStory(context);
		const seen: unknown[] = [];
		for (const status of ['maintenance', 'degraded', 'partial-outage', 'major-outage', 'operational']) {
			await write('PATCH', '/v1/components/cards', { status });
			const { components, status: page } = await get('summary');
			const [, , group, cards] = components;
			assert.equal(group.status, cards.status);
			seen.push([cards.status, page.indicator, page.description]);
		}
		assert.deepEqual(seen, [
			['under_maintenance', 'minor', 'Service Under Maintenance'],
			['degraded_performance', 'minor', 'Partially Degraded Service'],
			['partial_outage', 'major', 'Partial System Outage'],
			['major_outage', 'critical', 'Major Service Outage'],
			['operational', 'none', 'All Systems Operational'],
		]);
	});

	it('moves maintenance from upcoming to active and out by the clock, without a commit', async (context) => {
		const { get, write, clock } = await aStory(context);
		await write('POST', '/v1/notices', {
			...{ id: 'upgrade', kind: 'maintenance', title: 'Database upgrade', endsByClock: true },
			affected: [{ component: 'search', status: 'maintenance' }],
			body: 'Search is slow for an hour.',
			window: { start: after(90_500), end: after(2 * hour) },
		});
		const lists = async () => {
			const [all, upcoming, active] = await Promise.all(
				['', '/upcoming', '/active'].map(
					async (path) => (await get(`scheduled-maintenances${path}`)).scheduled_maintenances,
				),
			);
			const { scheduled_maintenances, components, status } = await get('summary');
			return {
				all: all.map((each: { status: string }) => each.status),
				counts: [upcoming.length, active.length, scheduled_maintenances.length],
				search: components[1].status,
				indicator: status.indicator,
			};
		};
		assert.deepEqual(await lists(), {
			...{ all: ['scheduled'], counts: [1, 0, 1], search: 'operational', indicator: 'none' },
		});
		const [{ scheduled_for, scheduled_until, started_at, created_at, incident_updates }] = (
			await get('scheduled-maintenances/upcoming')
		).scheduled_maintenances;
		assert.deepEqual(
			[scheduled_for, scheduled_until, started_at, created_at],
			[after(90_500), after(2 * hour), after(90_500), after(0)],
		);
		assert.equal(incident_updates[0].status, 'scheduled');
		// Just before, and at, an instant that is no full minute.
		clock.advance(90_499);
		assert.deepEqual((await lists()).counts, [1, 0, 1]);
		clock.advance(1);
		assert.deepEqual(await lists(), {
			...{ all: ['in_progress'], counts: [0, 1, 1], search: 'under_maintenance', indicator: 'minor' },
		});
		clock.advance(2 * hour);
		assert.deepEqual(await lists(), {
			...{ all: ['completed'], counts: [0, 0, 0], search: 'operational', indicator: 'none' },
		});
		await checkAll(get);
	});

	it('has cancelled maintenance as completed, and in no list of what is planned', async (context) => {
		const { get, write } = await aStory(context);
		const window = { start: after(hour), end: after(2 * hour) };
		await write('POST', '/v1/notices', {
			...{ id: 'upgrade', kind: 'maintenance', title: 'Database upgrade', window, body: 'Planned.' },
		});
		await write('POST', '/v1/notices/upgrade/updates', { phase: 'cancelled', body: 'Not needed.' });
		const { scheduled_maintenances: all } = await get('scheduled-maintenances');
		assert.deepEqual(
			[all[0].status, all[0].incident_updates.map((each: { body: string }) => each.body)],
			['completed', ['Not needed.', 'Planned.']],
		);
		for (const path of ['upcoming', 'active'])
			assert.deepEqual((await get(`scheduled-maintenances/${path}`)).scheduled_maintenances, []);
	});

	it('keeps corrections: edits have their time, withdrawn and retracted words are nowhere', async (context) => {
		const story = await aStory(context);
		const { get, write, clock, request } = story;
		await anIncident(story);
		const updates = async () => (await get('incidents')).incidents[0]?.incident_updates;
		const [, , identified, investigating] = await updates();
		clock.advance(hour);
		await write('PATCH', `/v1/notices/cards-fail/updates/${identified.id}`, { body: 'A key had expired.' });
		const edited = (await updates())[2];
		assert.deepEqual(
			[edited.body, edited.display_at, edited.created_at, edited.updated_at],
			['A key had expired.', after(10 * minute), after(10 * minute), after(40 * minute + hour)],
		);
		await write('POST', `/v1/notices/cards-fail/updates/${identified.id}/withdraw`, {});
		assert.deepEqual(
			(await updates()).map((each: { status: string }) => each.status),
			['resolved', 'monitoring', 'investigating'],
		);
		assert.equal((await updates()).at(-1).id, investigating.id);
		await write('POST', '/v1/notices/cards-fail/retract', { reason: 'Another page.' });
		assert.equal(await updates(), undefined);
		for (const path of Object.keys(documents))
			assert.doesNotMatch((await request(`/api/v2/${path}.json`)).text, /certificate/, path);
	});

	it('has backdated incidents with their own times', async (context) => {
		const { get, write, clock } = await aStory(context);
		clock.advance(48 * hour);
		await write('POST', '/v1/notices', {
			...{ id: 'late', title: 'Search was slow', impact: 'minor', body: 'It was slow.' },
			...{ started: after(hour), ended: after(2 * hour) },
			affected: [{ component: 'search', status: 'degraded' }],
		});
		const [{ started_at, resolved_at, created_at, status }] = (await get('incidents')).incidents;
		assert.deepEqual(
			[status, started_at, resolved_at, created_at],
			['resolved', after(hour), after(2 * hour), after(48 * hour)],
		);
	});

	it('has no drafts, drills, announcements and security notes', async (context) => {
		const { get, write } = await aStory(context);
		await write('POST', '/v1/drafts', { title: 'A draft', impact: 'critical', body: 'x' });
		await write('POST', '/v1/notices', { kind: 'announcement', title: 'New prices', body: 'x' });
		const { incidents, scheduled_maintenances, status } = await get('summary');
		assert.deepEqual([incidents, scheduled_maintenances, status.indicator], [[], [], 'none']);
		assert.deepEqual((await get('incidents')).incidents, []);

		// Logs of earlier versions hold drills as notices with a mark.
		const value = newNotice({
			...{ kind: 'incident', title: 'A drill', phase: 'investigating', impact: 'critical', drill: true },
			...{ openedAt: after(0), updatedAt: after(0), latestUpdate: 1 },
		});
		const state = stateWith(1, [{ kind: 'notice', id: 'drill', seq: 1, value }]);
		const view = {
			state,
			now: Date.parse(after(minute)),
			times: new PublicTimes(),
			pageId: 'p',
			address: '',
			hasSite: true,
		};
		for (const [path, { make }] of Object.entries(documents))
			assert.doesNotMatch(JSON.stringify(make(view)), /A drill|critical/, path);
	});

	it('has at most the 50 newest incidents, and of a long one the newest 100 updates and the first', async (context) => {
		const { get, write, clock } = await aStory(context);
		for (let number = 0; number < 60; number++) {
			clock.advance(minute);
			await write('POST', '/v1/notices', {
				...{ id: `n${number}`, title: `Incident ${number}`, impact: 'minor', body: 'x', anyway: true },
			});
			if (number < 55) await write('POST', `/v1/notices/n${number}/resolve`, { body: 'Over.' });
		}
		const ids = async (path: string): Promise<string[]> =>
			(await get(path)).incidents.map((each: { id: string }) => each.id);
		assert.deepEqual(
			await ids('incidents'),
			Array.from({ length: 50 }, (_, index) => `n${59 - index}`),
		);
		assert.deepEqual(await ids('incidents/unresolved'), ['n59', 'n58', 'n57', 'n56', 'n55']);
		for (let number = 0; number < 120; number++)
			await write('POST', '/v1/notices/n59/updates', { body: `Update ${number}` });
		const [{ incident_updates: updates }] = (await get('incidents/unresolved')).incidents;
		assert.equal(updates.length, 101);
		assert.deepEqual(
			[updates[0].body, updates[99].body, updates[100].body],
			['Update 119', 'Update 20', 'x'],
		);
	});
});
