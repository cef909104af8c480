/** The calendar of maintenance, read by another library. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { aManualClock } from '../../support/manual-clock.ts';
import { after, aStory, hour, type Story } from '../http/statuspage/story.ts';
import { hostile } from './hostile.ts';

async function eventsOf(story: Story, query = '') {
	const { status, headers, text } = await story.request(`/calendar.ics${query}`);
	assert.equal(status, 200, text);
	assert.equal(headers.get('content-type'), 'text/calendar; charset=utf-8');
	for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
	assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/);
	const calendar = new ICAL.Component(ICAL.parse(text));
	assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
	assert.ok(calendar.getFirstPropertyValue('prodid'));
	return { calendar, events: calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)) };
}

const plan = (story: Story, id: string, fields: object = {}) =>
	story.write('POST', '/v1/notices', {
		...{ id, kind: 'maintenance', title: `Upgrade ${id}`, body: 'Search is **slow**.' },
		affected: [{ component: 'search', status: 'maintenance' }],
		...{ window: { start: after(24 * hour), end: after(26 * hour) }, ...fields },
	});

const statusOf = (event: ICAL.Event | undefined) => event?.component.getFirstPropertyValue('status');

describe('the calendar', () => {
	it('has an event for each maintenance, with its times in every zone', async (context) => {
		const story = await aStory(context, { publicUrl: 'https://status.larkfield.example' });
		await plan(story, 'first');
		const { calendar, events } = await eventsOf(story);
		assert.equal(calendar.getFirstPropertyValue('x-wr-calname'), 'Larkfield · Upcoming maintenance');
		assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH');
		assert.equal(String(calendar.getFirstPropertyValue('refresh-interval')), 'PT1H');
		const [event] = events;
		assert.equal(events.length, 1);
		assert.deepEqual(
			[event?.summary, event?.description, statusOf(event)],
			['Upgrade first', 'Search is slow.', 'CONFIRMED'],
		);
		assert.match(event?.uid ?? '', /^first-20300131000000000@[\da-f-]{36}$/);
		const start = event?.startDate.toJSDate() as Date;
		assert.deepEqual(
			[start.toISOString(), event?.endDate.toJSDate().toISOString()],
			[after(24 * hour), after(26 * hour)],
		);
		assert.equal(
			DateTime.fromJSDate(start).setZone('Asia/Kolkata').toFormat('yyyy-MM-dd HH:mm'),
			'2030-02-01 05:30',
		);
		assert.equal(
			event?.component.getFirstPropertyValue('url'),
			'https://status.larkfield.example/notices/first',
		);
		assert.equal(event?.component.getFirstPropertyValue('transp'), 'TRANSPARENT');
		for (const name of ['dtstamp', 'created', 'last-modified'])
			assert.ok(event?.component.getFirstPropertyValue(name), name);
	});

	it('keeps the UID of an event, and its SEQUENCE grows with updates, edits and moves', async (context) => {
		const story = await aStory(context);
		await plan(story, 'first');
		const read = async () => (await eventsOf(story)).events[0];
		const seen = [await read()];
		for (const [method, path, body] of [
			['POST', '/updates', { body: 'All is ready.' }],
			['PATCH', '', { title: 'Upgrade of the database' }],
			['PATCH', '', { window: { start: after(48 * hour), end: after(49 * hour) } }],
		] as const) {
			await story.write(method, `/v1/notices/first${path}`, body);
			seen.push(await read());
		}
		assert.equal(new Set(seen.map((event) => event?.uid)).size, 1);
		const sequences = seen.map((event) => event?.sequence ?? 0);
		assert.deepEqual(
			sequences,
			[...new Set(sequences)].sort((a, b) => a - b),
		);
		assert.equal(seen.at(-1)?.startDate.toJSDate().toISOString(), after(48 * hour));
		assert.equal(seen.at(-1)?.description, 'All is ready.');
	});

	it('keeps what was cancelled as CANCELLED, and what has ended for 90 days', async (context) => {
		// Set forward in one step: the server's timers of 90 days would take a minute.
		let days = 0;
		const clock = aManualClock();
		const story = await aStory(context, {
			clock: { ...clock, now: () => clock.now() + days * 24 * hour },
		});
		await plan(story, 'first', { endsByClock: true });
		await plan(story, 'second', { anyway: true });
		await story.write('POST', '/v1/notices/second/updates', { phase: 'cancelled', body: 'Not needed.' });
		const statuses = async () =>
			Object.fromEntries((await eventsOf(story)).events.map((event) => [event.summary, statusOf(event)]));
		assert.deepEqual(await statuses(), { 'Upgrade first': 'CONFIRMED', 'Upgrade second': 'CANCELLED' });
		days = 90;
		assert.equal(Object.keys(await statuses()).length, 2);
		days = 93;
		assert.deepEqual(await statuses(), {});
	});

	it('has no incidents, survives texts that look like its own syntax, and speaks other languages', async (context) => {
		const story = await aStory(context);
		await story.write('POST', '/v1/notices', { title: 'Search is slow', impact: 'minor', body: 'x' });
		const title = `${hostile}; a,b \\n BEGIN:VEVENT`;
		const long = `${'ü'.repeat(400)} end`;
		await plan(story, 'first', {
			title,
			body: long,
			translations: { de: { title: 'Erneuerung', body: 'Später.' } },
		});
		const [event, none] = (await eventsOf(story)).events;
		assert.deepEqual([event?.summary, event?.description, none], [title, long, undefined]);
		const german = await eventsOf(story, '?lang=de&component=search');
		assert.deepEqual([german.events[0]?.summary, german.events[0]?.uid], ['Erneuerung', event?.uid]);
		assert.equal(german.calendar.getFirstPropertyValue('x-wr-calname'), 'Larkfield · Geplante Wartung');
		assert.deepEqual((await eventsOf(story, '?component=cards')).events, []);
	});
});
