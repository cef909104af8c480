/** Planned work in a calendar, by RFC 5545. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newNotice } from '../../src/model/new-record.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import { calendarOf } from '../../src/model/views/calendar.ts';
import type { Notice } from '../../src/model/views/notices.ts';
import { at, say } from './given.ts';

const planned = (value: Partial<NoticeValue> = {}): Notice => ({
	id: 'move',
	seq: 1,
	value: newNotice({
		kind: 'maintenance',
		title: 'Database move',
		phase: 'scheduled',
		impact: 'none',
		window: { start: '2026-12-01T22:00:00.000Z', end: '2026-12-01T23:30:00.000Z' },
		openedAt: at(0),
		updatedAt: at(5),
		latestUpdate: 2,
		...value,
	}),
});
const host = 'status.example.com';
const fileOf = (notice: Notice): string => calendarOf(notice, host) ?? '';
/** As a calendar reads it: lines unfolded (3.1). */
const linesOf = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
/** TEXT as a calendar reads it (3.3.11). */
const read = (text: string): string => text.replace(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : mark));
const propertyOf = (file: string, name: string): string | undefined =>
	linesOf(file)
		.find((line) => line.startsWith(`${name}:`))
		?.slice(name.length + 1);

test('a window is one event, in UTC, with the notice’s own title and place in time', () => {
	assert.deepEqual(
		linesOf(fileOf(planned({ moreUrl: 'https://status.example.com/move', workaround: say('Read only.') }))),
		[
			'BEGIN:VCALENDAR',
			'VERSION:2.0',
			'PRODID:-//Candor//Candor//EN',
			'BEGIN:VEVENT',
			`UID:move-${at(0).replace(/[-:]|\.\d+/g, '')}@status.example.com`,
			`DTSTAMP:${at(5).replace(/[-:]|\.\d+/g, '')}`,
			'SEQUENCE:2',
			'DTSTART:20261201T220000Z',
			'DTEND:20261201T233000Z',
			'SUMMARY:Database move',
			'DESCRIPTION:Read only.',
			'URL:https://status.example.com/move',
			'STATUS:CONFIRMED',
			'TRANSP:TRANSPARENT',
			'END:VEVENT',
			'END:VCALENDAR',
		],
	);
});

test('what has no window is in no calendar', () => {
	assert.equal(calendarOf(planned({ window: null }), host), null);
});

test('an update keeps the UID and raises the SEQUENCE; another notice of the same id has another UID', () => {
	const later = planned({ latestUpdate: 3, updatedAt: at(9), title: 'Later' });
	assert.equal(propertyOf(fileOf(later), 'UID'), propertyOf(fileOf(planned()), 'UID'));
	assert.equal(propertyOf(fileOf(later), 'SEQUENCE'), '3');
	assert.notEqual(
		propertyOf(fileOf(planned({ openedAt: at(1) })), 'UID'),
		propertyOf(fileOf(planned()), 'UID'),
	);
});

test('the description is the workaround, and is left out where there is none', () => {
	assert.equal(
		propertyOf(fileOf(planned({ workaround: say('Use the app.') })), 'DESCRIPTION'),
		'Use the app.',
	);
	assert.equal(propertyOf(fileOf(planned()), 'DESCRIPTION'), undefined);
});

test('cancelled work says so, and an unsafe link is none', () => {
	assert.equal(propertyOf(fileOf(planned({ phase: 'cancelled' })), 'STATUS'), 'CANCELLED');
	assert.equal(propertyOf(fileOf(planned({ moreUrl: 'javascript:alert(1)' })), 'URL'), undefined);
});

test('no words end a line, add a property or make one longer than 75 octets, and all of them come back', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc.constantFrom('a\r\nATTENDEE:x', 'a;b,c\\n', '\\', '維持'.repeat(60), '👩‍🔧'.repeat(40)),
	);
	fc.assert(
		fc.property(text, text, (title, description) => {
			const file = fileOf(planned({ title, workaround: say(description) }));
			for (const line of file.split('\r\n')) {
				assert.ok(Buffer.byteLength(line) <= 75, line);
				assert.doesNotMatch(line, /[\r\n]/);
			}
			const kept = (words: string): string =>
				words
					.replace(/\r\n?/g, '\n')
					// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that a calendar must not get
					.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
			assert.equal(read(propertyOf(file, 'SUMMARY') ?? ''), kept(title));
			assert.equal(read(propertyOf(file, 'DESCRIPTION') ?? ''), kept(description));
			assert.equal(linesOf(file).length, description ? 15 : 14);
		}),
		{ numRuns: 50 },
	);
});
