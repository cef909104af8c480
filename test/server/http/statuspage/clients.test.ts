/** Two clients that were written for Atlassian Statuspage, unchanged, with a real server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { Statuspage } from 'statuspage.io';
import { aBrowser } from '../../../support/page.ts';
import { listen } from '../../cli/harness.ts';
import { after, anIncident, aStory, hour, minute } from './story.ts';

describe('the client of npm, statuspage.io', () => {
	it('reads all that it knows', async (context) => {
		const story = await aStory(context);
		await anIncident(story);
		await story.write('POST', '/v1/notices', {
			...{ id: 'slow', title: 'Search is slow', impact: 'minor', body: 'Ten seconds.' },
			affected: [{ component: 'search', status: 'degraded' }],
		});
		await story.write('POST', '/v1/notices', {
			...{ id: 'upgrade', kind: 'maintenance', title: 'Upgrade', body: 'Planned.' },
			window: { start: after(2 * hour), end: after(3 * hour) },
		});
		const client = new Statuspage('larkfield');
		client.setApiUrl(story.url);
		const { api } = client;
		const summary = await api.getSummary();
		assert.deepEqual(summary.status, { indicator: 'minor', description: 'Partially Degraded Service' });
		assert.deepEqual(
			summary.components.map(({ name, status, group }) => [name, status, group]),
			[
				['Checkout', 'operational', false],
				['Search', 'degraded_performance', false],
				['Payments', 'operational', true],
				['Card payments', 'operational', false],
				['Bank transfers', 'operational', false],
			],
		);
		assert.deepEqual(await api.getStatus(), { page: summary.page, status: summary.status });
		assert.deepEqual((await api.getComponents()).components, summary.components);
		assert.deepEqual((await api.incidents.getUnresolved()).incidents, summary.incidents);
		const [slow, cards] = (await api.incidents.getAll()).incidents;
		assert.deepEqual(
			[slow, cards?.id, cards?.resolved_at],
			[summary.incidents[0], 'cards-fail', after(40 * minute)],
		);
		const maintenances = await api.scheduledMaintenances.getUpcoming();
		assert.deepEqual(maintenances.scheduled_maintenances, summary.scheduled_maintenances);
		assert.deepEqual(
			maintenances.scheduled_maintenances.map(({ id, status, scheduled_for }) => [id, status, scheduled_for]),
			[['upgrade', 'scheduled', after(2 * hour)]],
		);
		// These two ask for `upcoming.json` as well.
		assert.deepEqual(await api.scheduledMaintenances.getActive(), maintenances);
		assert.deepEqual(await api.scheduledMaintenances.getAll(), maintenances);
	});
});

const chrome = aBrowser();

/** A page of another origin with the widget, in each of its two looks. */
const aWidgetPage = (context: TestContext, src: string): Promise<string> => {
	const script = readFileSync('node_modules/@statuspage/status-widget/dist/index.js');
	const server = createServer((request, response) => {
		const isScript = request.url === '/widget.js';
		response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		response.end(
			isScript
				? script
				: `<!doctype html><html lang="en"><title>Product</title><body>
<statuspage-widget src="${src}"></statuspage-widget>
<statuspage-widget src="${src}" appearance="badge"></statuspage-widget>
<script src="/widget.js"></script>`,
		);
	});
	return listen(context, server.listeners('request')[0] as Parameters<typeof listen>[1]);
};

describe('the widget of Atlassian, @statuspage/status-widget', () => {
	it('shows the status of the page in a browser, from another origin', async (context) => {
		const story = await aStory(context);
		const address = await aWidgetPage(context, story.url);
		const shown = async (): Promise<string[]> => {
			const page = await chrome().newPage();
			await page.goto(address);
			const texts = page.locator('statuspage-widget .status-text');
			await texts.nth(1).waitFor();
			const seen = await page.locator('statuspage-widget').evaluateAll((widgets) =>
				widgets.map((widget) => {
					const dot = widget.shadowRoot?.querySelector('.status-indicator');
					const text = widget.shadowRoot?.querySelector('.status-container')?.textContent ?? '';
					return `${[...(dot?.classList ?? [])].at(-1)}: ${text.replace(/\s+/g, ' ').trim()}`;
				}),
			);
			await page.close();
			return seen;
		};
		assert.deepEqual(await shown(), [
			'none: All Systems Operational',
			'none: system status All Systems Operational',
		]);
		await story.write('PATCH', '/v1/components/cards', { status: 'major-outage' });
		assert.deepEqual(await shown(), [
			'critical: Major Service Outage',
			'critical: system status Major Service Outage',
		]);
	});
});
