import { expect } from '@open-wc/testing';
import '../../../../src/entries/provide-client.ts';
import { applyLanguage } from '../../../../src/elements/i18n/apply-language.ts';
import { relativeTime } from '../../../../src/elements/i18n/relative-time.ts';
import { clockTime } from '../../../../src/elements/i18n/time.ts';
import { atMinute, start } from '../../support/fake-feed.ts';

describe('times', () => {
	it('are formatted even if the system reports an invalid language tag', () => {
		Object.defineProperty(navigator, 'languages', { value: ['en-US@posix', 'en_GB', 'de'] });
		applyLanguage(null);
		expect(relativeTime(atMinute(12), start)).to.equal('in 12 min');
		expect(relativeTime(atMinute(-2), start)).to.equal('2 min ago');
		expect(clockTime(atMinute(0), start)).to.match(/\d:00/);
	});
});
