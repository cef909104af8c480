/** A server with a component, a source of alerts and a rule, whose clock a test advances. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { CandorOptions } from '../../../../server/index.ts';
import { withComponents } from '../../../support/filled-server.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aServer } from '../../../support/server.ts';

export const minute = 60_000;

export interface Alert {
	readonly key?: string;
	readonly group?: string;
	readonly status?: 'firing' | 'resolved';
	readonly labels?: Readonly<Record<string, string>>;
}

export const checkoutRule = {
	name: 'Errors of the checkout',
	match: [{ label: 'alertname', op: '=', value: 'CheckoutErrors' }],
	components: ['checkout'],
	impact: 'major',
	title: 'Problems with {component}',
	body: 'Some payments fail. We are **looking** into it.',
	resolvedBody: '{component} works again.',
	openAfter: '1m',
	resolveAfter: '5m',
};

export async function aStory(
	context: { after(act: () => unknown): void },
	rule: object = {},
	options: CandorOptions = {},
) {
	const clock = aManualClock();
	const server = await aServer(context, { clock, ...options });
	await withComponents(server);
	const created = await server.write('POST', '/v1/alert-sources', { id: 'tool', kind: 'json' });
	const stored = await server.write('PUT', '/v1/alert-rules/checkout', { ...checkoutRule, ...rule });
	assert.equal(stored.status, 201, stored.text);
	/** Resolves once the server has done what is due. */
	const settle = async (): Promise<void> => {
		for (let round = 0; round < 30; round++) {
			clock.advance(0);
			await setImmediate();
		}
	};
	return {
		server,
		clock,
		settle,
		async send(...alerts: readonly Alert[]): Promise<void> {
			const body = JSON.stringify({
				alerts: alerts.map((alert) => ({
					...{ key: 'a', group: 'g', status: 'firing', labels: { alertname: 'CheckoutErrors' } },
					...alert,
				})),
			});
			const answer = await server.request('/v1/alerts/tool', {
				method: 'POST',
				headers: { authorization: `Bearer ${created.body.secret}` },
				body,
			});
			assert.equal(answer.status, 202, answer.text);
			await settle();
		},
		/** Advances the clock in steps, as time passes. */
		async pass(ms: number): Promise<void> {
			for (let left = ms; left > 0; left -= 10_000) {
				clock.advance(Math.min(left, 10_000));
				await settle();
			}
		},
		drafts: async () => (await server.write('GET', '/v1/drafts')).body.waiting,
		notices: async () => (await server.write('GET', '/v1/notices')).body.notices,
		groups: async () => (await server.write('GET', '/v1/alerts')).body.groups,
		/** The commands of the log, the oldest first: `put-rule by api`. */
		async log(): Promise<string[]> {
			const { entries } = (await server.write('GET', '/v1/log?limit=500')).body;
			return entries
				.filter(({ source }: { source: string }) => source === 'alert')
				.map(({ command, actor }: { command: string; actor: { id: string } }) => `${command} by ${actor.id}`)
				.reverse();
		},
	};
}
