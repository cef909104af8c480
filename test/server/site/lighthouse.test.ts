/** What Lighthouse says about the pages of a server with an open incident and 50 components. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import lighthouse from 'lighthouse';
import { aBrowser, aFreePort } from '../../support/page.ts';
import { aServer } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';

const port = await aFreePort();
aBrowser({ args: [`--remote-debugging-port=${port}`] });

/** A stream never ends, so the network is never idle. */
const longestLoadMs = 2_000;

async function aFullPage(context: TestContext): Promise<string> {
	const { url, write } = await aServer(context);
	await write('PATCH', '/v1/page', { name: 'Larkfield', supportUrl: 'https://larkfield.example/help' });
	for (let number = 0; number < 50; number++)
		await write(
			'PUT',
			`/v1/components/part-${number}`,
			wholeComponent({
				name: `Regional service ${number}`,
				...{ group: `Region ${number % 7}`, description: 'Serves one region.' },
			}),
		);
	await write('POST', '/v1/notices', {
		...{
			id: 'slow',
			title: 'Search is slow',
			impact: 'major',
			body: 'Ten seconds. [Details](https://a.example)',
		},
		affected: [{ component: 'part-3', status: 'partial-outage' }],
		...{ workaround: 'Use filters.', checklist: ['Reload the page.'], actions: ['Rebuilding the index.'] },
		...{ promise: { nextUpdateBy: '30m' }, moreUrl: 'https://larkfield.example/search' },
		dataSafety: { state: 'safe', statement: 'Nothing was lost.', evidence: 'All sums agree.' },
	});
	return url;
}

describe('Lighthouse', () => {
	for (const path of ['/', '/notices/slow', '/promises', '/report'])
		it(`gives ${path} 100 for accessibility, best practices and SEO`, async (context) => {
			const url = (await aFullPage(context)) + path;
			const result = await lighthouse(url, {
				...{ port, maxWaitForLoad: longestLoadMs, logLevel: 'error' },
				// Nothing here depends on how fast the page loads.
				...{ throttlingMethod: 'provided', disableFullPageScreenshot: true },
				onlyCategories: ['accessibility', 'best-practices', 'seo'],
			});
			assert.ok(result);
			const { categories, audits, runtimeError } = result.lhr;
			assert.equal(runtimeError, undefined);
			const failed = Object.values(audits)
				.filter(({ score }) => score !== null && score < 1)
				.map(({ id, details }) => `${id}: ${JSON.stringify(details)?.slice(0, 500)}`);
			assert.deepEqual(failed, []);
			assert.deepEqual(
				Object.values(categories).map(({ id, score }) => [id, score]),
				[
					['accessibility', 1],
					['best-practices', 1],
					['seo', 1],
				],
			);
		});
});
