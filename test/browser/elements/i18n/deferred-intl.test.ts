import { expect } from '@open-wc/testing';
import { enableIntl } from '../../../../src/elements/i18n/deferred-intl.ts';
import { message } from '../../../../src/elements/i18n/messages.ts';
import { plainDay, plainTime } from '../../../../src/elements/i18n/plain-time.ts';
import { clockTime, listText, relativeTime, timeText } from '../../../../src/elements/i18n/time.ts';
import { atMinute, start } from '../../support/fake-feed.ts';

const day = 24 * 60;
const at = (minute: number): number => Date.parse(atMinute(minute));

describe('times in the first minute of a page', () => {
	it('are in digits, without Intl', () => {
		const intl = Object.getOwnPropertyNames(Intl)
			.map((name) => Reflect.get(Intl, name))
			.filter((each) => typeof each === 'function' && /Format|Rules/.test(each.name));
		const made: string[] = [];
		const originals = intl.map((each) => [each.name, each] as const);
		for (const [name, original] of originals)
			Reflect.set(Intl, name, function counted(...given: unknown[]) {
				made.push(name);
				return Reflect.construct(original, given);
			});
		try {
			const now = new Date(start);
			expect(clockTime(start, start)).to.equal(plainTime(now));
			expect(clockTime(start, at(3 * day))).to.equal(`${plainDay(now)} ${plainTime(now)}`);
			expect(timeText(start, at(5))).to.equal(`${plainTime(now)} (5 min ago)`);
			expect(timeText(start, at(90))).to.equal(plainTime(now));
			expect(relativeTime(start, start)).to.equal('just now');
			expect(relativeTime(start, at(5))).to.equal('5 min ago');
			expect(relativeTime(at(12), start)).to.equal('in 12 min');
			expect(relativeTime(start, at(90))).to.equal(plainTime(now));
			expect(listText(['Payments', 'Search'])).to.equal('Payments, Search');
			expect(message('earlier', { count: 1234 })).to.equal('1234 earlier updates');
			expect(made).to.deep.equal([]);
		} finally {
			for (const [name, original] of originals) Reflect.set(Intl, name, original);
		}
	});

	it('are formatted by Intl after that, and every element renders again', async () => {
		const rendered = new Promise((resolve) => addEventListener('candor-source', resolve, { once: true }));
		enableIntl();
		await rendered;
		expect(relativeTime(start, at(5))).to.equal('5 min ago');
		expect(timeText(start, at(90))).to.match(/ \(1 hr ago\)$/);
		expect(message('earlier', { count: 1234 })).to.match(/1\D234/);
	});

	it('use the 12-hour clock in the kinds of English that do', () => {
		const at = (hours: number, minutes: number) => new Date(2026, 0, 2, hours, minutes);
		expect(['en', 'en-US', 'en-AU'].map((language) => plainTime(at(0, 5), language))).to.deep.equal(
			Array(3).fill('12:05 AM'),
		);
		expect(plainTime(at(14, 30), 'en-US')).to.equal('2:30 PM');
		expect(['en-GB', 'de', 'ja-JP'].map((language) => plainTime(at(14, 30), language))).to.deep.equal(
			Array(3).fill('14:30'),
		);
		expect(plainTime(at(9, 5), 'de')).to.equal('09:05');
		expect(plainDay(at(9, 5))).to.equal('2026-01-02');
	});
});
