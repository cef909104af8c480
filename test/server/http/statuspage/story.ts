/** A server with groups, and what a page has had in a day: incidents, maintenance, a report. */
import type { TestContext } from 'node:test';
import type { CandorOptions } from '../../../../server/index.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { type Answer, aServer } from '../../../support/server.ts';
import { wholeComponent } from '../../../support/whole.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** The manual clock's first instant, and the instants after it. */
export const after = (ms: number): string => new Date(Date.UTC(2030, 0, 31) + ms).toISOString();

export async function aStory(context: TestContext, options: CandorOptions = {}) {
	const clock = aManualClock();
	let ids = 0;
	const server = await aServer(context, { clock, newId: () => `id-${++ids}`, ...options });
	const write = async (method: string, path: string, body?: unknown): Promise<Answer> => {
		const answer = await server.write(method, path, body);
		if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
		return answer;
	};
	/** The body of `/api/v2/PATH.json`. */
	const get = async (path: string) => {
		const { status, body, text } = await server.request(`/api/v2/${path}.json`);
		if (status !== 200) throw new Error(`${path}: ${text}`);
		return body;
	};
	await write('PATCH', '/v1/page', { name: 'Larkfield' });
	for (const [id, fields] of Object.entries({
		checkout: { name: 'Checkout', position: 0 },
		cards: { name: 'Card payments', group: 'Payments', position: 1, description: 'Visa and Mastercard' },
		transfers: { name: 'Bank transfers', group: 'Payments', position: 2 },
		search: { name: 'Search', position: 3 },
	}))
		await write('PUT', `/v1/components/${id}`, wholeComponent(fields));
	return { ...server, clock, write, get };
}
export type Story = Awaited<ReturnType<typeof aStory>>;

/** An incident on card payments, from the first minute to its end in the fortieth. */
export async function anIncident({ clock, write }: Story): Promise<void> {
	clock.advance(minute);
	await write('POST', '/v1/notices', {
		id: 'cards-fail',
		title: 'Card payments are failing',
		impact: 'major',
		body: 'Cards end with an **error**. See [the list](https://larkfield.example/cards).\n\n- Visa\n- Mastercard',
		affected: [{ component: 'cards', status: 'major-outage' }],
	});
	clock.advance(9 * minute);
	await write('POST', '/v1/notices/cards-fail/updates', {
		body: 'A certificate had expired.',
		phase: 'identified',
	});
	clock.advance(10 * minute);
	await write('POST', '/v1/notices/cards-fail/updates', {
		body: 'A new certificate is in place.',
		phase: 'monitoring',
		affected: [{ component: 'cards', status: 'degraded' }],
	});
	clock.advance(20 * minute);
	await write('POST', '/v1/notices/cards-fail/resolve', { body: 'Cards work again.' });
}
