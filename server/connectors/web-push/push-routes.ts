/** `/v1/push`: browsers subscribe to notifications and end that, without a token. */
import { CandorError } from '../../../src/model/errors.ts';
import { liveRecord } from '../../../src/model/state/state.ts';
import type { Api, Services } from '../../http/context.ts';
import { limitBody } from '../../http/request-body.ts';
import { jsonBody, jsonResponse, problemResponses, publicRoute } from '../../http/v1/route-parts.ts';
import type { SubscriptionLimiter } from '../email/subscription-limiter.ts';
import { readReport, visitorAddress } from '../visitor-reports/report-body.ts';
import type { PushServices } from './push-endpoint.ts';
import { canEncrypt } from './push-subscriber.ts';
import { pushKey, pushSubscribe, pushSubscribed, pushUnsubscribe } from './schemas.ts';
import type { StoredPushSubscribers } from './stored-push-subscribers.ts';

const path = '/v1/push';
const tags = ['Subscribers'];
/** The ids of 200 components. */
const readBody = limitBody(32 * 1024, 256 * 1024);
/** Browsers that have subscribed. */
export const mostPushSubscribers = 100_000;

interface Dependencies {
	readonly publicKey: string;
	readonly services: PushServices;
	readonly subscribers: StoredPushSubscribers;
	readonly limiter: SubscriptionLimiter;
	/** How many have subscribed, as far as is known. */
	readonly count: () => number;
	readonly onAdded: () => void;
}

/** `push`: `null` where Web Push is off. */
export function pushRoutes(api: Api, services: Services, push: Dependencies | null): void {
	const { liveState, clock } = services;

	const assertOn = (): Dependencies => {
		if (push) return push;
		throw new CandorError(
			'not-found',
			'This server sends no notifications. Its feeds have the same updates.',
		);
	};

	api.openAPIRegistry.registerPath({
		...{ method: 'get', path, operationId: 'readPushKey', tags },
		summary: 'Read the key with which a browser subscribes',
		description: 'For `pushManager.subscribe`. It stays the same.',
		...publicRoute,
		responses: { 200: jsonResponse(pushKey, 'The key.'), ...problemResponses },
	});
	api.get(path, (context) => context.json({ publicKey: assertOn().publicKey }, 200));

	api.openAPIRegistry.registerPath({
		...{ method: 'post', path, operationId: 'subscribeToPush', tags },
		summary: 'Send notifications to a browser',
		description: 'A browser that has subscribed before gets the new choice.',
		...publicRoute,
		request: { body: jsonBody(pushSubscribe) },
		responses: { 201: jsonResponse(pushSubscribed, 'The browser gets notifications.'), ...problemResponses },
	});
	api.post(path, readBody, async (context) => {
		const on = assertOn();
		const { subscription, language, components } = readReport(
			await context.req.text(),
			pushSubscribe,
			'A subscription is {"subscription":PUSH_SUBSCRIPTION,"language":TAG,"components":IDS or null}.',
		);
		const { endpoint, keys } = subscription;
		const problem = on.services.problemOf(endpoint);
		if (problem) throw invalid('subscription.endpoint', problem);
		const unknown = components?.find((id) => !liveRecord(liveState.state, 'component', id));
		if (unknown !== undefined)
			throw new CandorError('unknown-component', `There is no component "${unknown}".`);
		on.limiter.acquire(visitorAddress(context, services), clock.now());
		if (!canEncrypt(keys)) throw invalid('subscription.keys', 'These are no keys of a browser.');
		if (on.count() >= mostPushSubscribers)
			throw new CandorError('full', 'There are too many subscribers. Tell the operator of this page.');
		if (await on.subscribers.put({ endpoint, keys, language, components }, clock.now())) on.onAdded();
		return context.json({ status: 'subscribed' }, 201);
	});

	api.openAPIRegistry.registerPath({
		...{ method: 'post', path: `${path}/unsubscribe`, operationId: 'unsubscribeFromPush', tags },
		summary: 'Send no more notifications to a browser, and erase it',
		description:
			'The endpoint is a secret of the browser, so it is the proof. A second time changes nothing.',
		...publicRoute,
		request: { body: jsonBody(pushUnsubscribe) },
		responses: { 204: { description: 'The browser gets no notifications.' }, ...problemResponses },
	});
	api.post(`${path}/unsubscribe`, readBody, async (context) => {
		const { subscribers } = assertOn();
		const { endpoint } = readReport(
			await context.req.text(),
			pushUnsubscribe,
			'The end of a subscription is {"endpoint":ADDRESS}.',
		);
		await subscribers.remove(endpoint);
		return context.body(null, 204);
	});
}

const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);
