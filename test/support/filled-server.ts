/** A server with components, open notices, one that has ended, and a draft. */
import type { CandorOptions } from '../../server/index.ts';
import { aServer, type TestServer } from './server.ts';

export const componentNames = {
	checkout: 'Checkout',
	search: 'Search',
	cards: 'Card payments',
	login: 'Sign-in',
	reports: 'Reports',
};

export async function withComponents(server: TestServer): Promise<void> {
	for (const [id, name] of Object.entries(componentNames))
		await server.write('PUT', `/v1/components/${id}`, {
			name,
			description: null,
			group: null,
			position: null,
			status: null,
		});
}

/** `notice`: the id of the major incident, which has two updates and a translation. */
export async function filledServer(
	context: { after(act: () => unknown): void },
	options: CandorOptions = {},
): Promise<{ readonly server: TestServer; readonly notice: string }> {
	const server = await aServer(context, { environment: 'production', ...options });
	await server.write('PATCH', '/v1/page', { name: 'Larkfield' });
	await withComponents(server);
	const opened = await server.write('POST', '/v1/notices', {
		title: 'Card payments are failing',
		impact: 'major',
		body: 'Card payments end with an **error**. We are looking for the cause.',
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['login'],
		workaround: 'Pay by bank transfer.',
		translations: {
			de: {
				title: 'Kartenzahlungen schlagen fehl',
				workaround: 'Bezahlen Sie per Überweisung.',
				body: 'Kartenzahlungen enden mit einem Fehler.',
			},
		},
	});
	const notice: string = opened.body.id;
	await server.write('POST', `/v1/notices/${notice}/updates`, {
		body: 'A certificate had expired.',
		phase: 'identified',
		author: 'Payments team',
	});
	await server.write('POST', '/v1/notices', {
		title: 'Search is slow',
		impact: 'minor',
		body: 'Results take up to ten seconds.',
		affected: [{ component: 'search', status: 'degraded' }],
		audience: { attributes: { plan: ['pro'] } },
	});
	const ended = await server.write('POST', '/v1/notices', {
		title: 'Reports were late',
		impact: 'minor',
		body: 'Reports arrive late.',
		affected: [{ component: 'reports', status: 'degraded' }],
	});
	await server.write('POST', `/v1/notices/${ended.body.id}/resolve`, { body: 'All reports have arrived.' });
	await server.write('POST', '/v1/drafts', {
		title: 'Codes arrive late',
		impact: 'minor',
		body: 'Codes take minutes.',
		affected: [{ component: 'login', status: 'degraded' }],
	});
	return { server, notice };
}
