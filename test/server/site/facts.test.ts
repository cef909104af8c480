/** The page and the feeds say the same about a notice, and what is late is called late. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { after, anIncident, aStory, hour, minute, type Story } from '../http/statuspage/story.ts';

/** What a reader sees, without tags. */
const plain = (html: string): string =>
	html
		.replace(/<(?:head|style)[\s\S]*?<\/(?:head|style)>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');

/** The page of a notice, and its entry in the feed. */
async function textsOf({ request }: Story, id: string): Promise<readonly string[]> {
	const { text } = await request(`/notices/${id}`);
	const { items } = (await request('/feed.json')).body;
	const item = items.find(({ url }: { url: string }) => url.endsWith(`/${id}`));
	return [plain(text), plain(item.content_html)];
}

async function assertSays(
	story: Story,
	id: string,
	expected: readonly string[],
	not: readonly string[] = [],
) {
	for (const text of await textsOf(story, id)) {
		for (const part of expected) assert.ok(text.includes(part), `${part} in ${text}`);
		for (const part of not) assert.ok(!text.includes(part), `no ${part} in ${text}`);
	}
}

describe('the facts of a notice, on its page and in the feeds', () => {
	it('are what is and is not affected, what to do, what is known about data, and where to read more', async (context) => {
		const story = await aStory(context);
		await story.write('POST', '/v1/notices', {
			...{ id: 'slow', title: 'Search is slow', impact: 'minor', body: 'Ten seconds.' },
			affected: [{ component: 'search', status: 'degraded' }],
			...{ unaffected: ['cards', 'transfers'], moreUrl: 'https://larkfield.example/search' },
			...{ workaround: 'Use filters.', checklist: ['Reload the page.'], actions: ['Rebuilding the index.'] },
			dataSafety: { state: 'safe', statement: 'Nothing was lost.', evidence: 'All sums agree.' },
			promise: { nextUpdateBy: '30m' },
			estimate: { earliest: after(hour), latest: after(2 * hour) },
		});
		const facts = [
			'Affected: Search',
			'Not affected: Card payments, Bank transfers',
			'Use filters.',
			'Reload the page.',
			'Rebuilding the index.',
			'Your data: Data is safe',
			'Nothing was lost.',
			'As of 31 Jan 2030, 00:00 UTC',
			'How we know All sums agree.',
			'More about this',
		];
		await assertSays(
			story,
			'slow',
			[
				...facts,
				'Expected to be fixed between 31 Jan 2030, 01:00 UTC and 31 Jan 2030, 02:00 UTC',
				'Next update by 31 Jan 2030, 00:30 UTC',
			],
			['It is late', 'longer than'],
		);
		assert.match((await story.request('/')).text, /href="https:\/\/larkfield\.example\/search"/);
		story.clock.advance(2 * hour);
		await assertSays(
			story,
			'slow',
			[
				...facts,
				'This is taking longer than expected',
				'We promised an update by 31 Jan 2030, 00:30 UTC. It is late.',
			],
			['Expected to be fixed', 'Next update by'],
		);
		await story.write('POST', '/v1/notices/slow/resolve', { body: 'Fast again.' });
		await assertSays(
			story,
			'slow',
			['Affected: Search', 'Your data: Data is safe', 'More about this', 'Fast again.'],
			['Not affected', 'Use filters', 'It is late', 'longer than'],
		);
	});

	it('say that maintenance goes on after its window', async (context) => {
		const story = await aStory(context);
		await story.write('POST', '/v1/notices', {
			...{ id: 'upgrade', kind: 'maintenance', title: 'Database upgrade', body: 'Planned.' },
			...{ window: { start: after(hour), end: after(2 * hour) }, endsByClock: false },
		});
		const late = 'This is taking longer than planned';
		story.clock.advance(hour);
		await assertSays(story, 'upgrade', ['01:00'], [late]);
		story.clock.advance(hour);
		await assertSays(story, 'upgrade', [late]);
		assert.ok(plain((await story.request('/')).text).includes(late));
	});

	it('say which words were edited, withdrawn and removed, and keep the phases of withdrawn updates', async (context) => {
		const story = await aStory(context);
		await story.write('POST', '/v1/notices', {
			...{ id: 'slow', title: 'Search is slow', impact: 'minor', phase: 'identified', body: 'A secret.' },
		});
		const updates = async () => (await story.request('/v1/notices/slow')).body.updates;
		story.clock.advance(minute);
		await story.write('POST', '/v1/notices/slow/updates', { body: 'Another secret.' });
		const [second, first] = await updates();
		await story.write('POST', `/v1/notices/slow/updates/${first.id}/withdraw`, {});
		const [page = '', entry = ''] = await textsOf(story, 'slow');
		assert.match(page, /Cause identified · 31 Jan 2030, 00:01 UTC Another secret\./);
		assert.match(page, /Cause identified · 31 Jan 2030, 00:00 UTC · withdrawn 31 Jan 2030, 00:01 UTC/);
		assert.match(entry, /Cause identified · 31 Jan 2030, 00:01 UTC Another secret\./);
		assert.doesNotMatch(entry, /withdrawn/);
		const [incident] = (await story.get('incidents')).incidents;
		assert.deepEqual(
			incident.incident_updates.map(({ status, body }: Record<string, string>) => [status, body]),
			[['identified', 'Another secret.']],
		);
		await story.write('POST', `/v1/notices/slow/updates/${second.id}/redact`, { reason: 'A password.' });
		for (const text of await textsOf(story, 'slow')) {
			assert.match(text, /31 Jan 2030, 00:01 UTC · text removed 31 Jan 2030, 00:01 UTC/);
			assert.doesNotMatch(text, /secret/);
		}
	});

	it('say which promises of a post-mortem are overdue', async (context) => {
		const story = await aStory(context);
		await anIncident(story);
		await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
			...{ title: 'Why cards failed', body: 'It expired.' },
			actions: [
				{ title: 'Renew earlier', state: 'planned', dueBy: after(2 * hour) },
				{ title: 'Watch dates', state: 'in-progress', dueBy: after(48 * hour) },
				{ title: 'Renew now', state: 'done', dueBy: after(2 * hour) },
			],
		});
		story.clock.advance(2 * hour);
		await assertSays(story, 'cards-fail', [
			'Renew earlier (Planned, Overdue: promised by 31 Jan 2030)',
			'Watch dates (In progress, by 2 Feb 2030)',
			'Renew now (Done)',
		]);
	});

	it('are each in its language, also with a tag that names none', async (context) => {
		const story = await aStory(context);
		await story.write('POST', '/v1/notices', {
			...{ id: 'slow', title: 'החיפוש איטי', impact: 'minor', body: 'עשר שניות.', language: 'he' },
			dataSafety: { state: 'investigating', statement: 'הכול נשמר.' },
			translations: { 'en-aa-bb': { title: 'Search is slow', body: 'Ten seconds.' } },
		});
		const { text } = await story.request('/notices/slow');
		assert.match(text, /<h1 lang="he" dir="rtl">/);
		assert.match(text, /<div class="t" lang="he" dir="rtl"><p>הכול נשמר\./);
		const english = (await story.request('/notices/slow?lang=en')).text;
		assert.match(english, /<h1 lang="en-aa-bb" dir="ltr">Search is slow/);
		// It has no translation.
		assert.match(english, /<div class="t" lang="he" dir="rtl"><p>הכול נשמר\./);
	});
});
