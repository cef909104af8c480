/** `GET /v1/reminders`: a stream of reminders of updates, drafts, maintenance and drills, for operators. */
import { z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { repeat } from '../../core/clock.ts';
import type { AnyReminder } from '../../core/promises.ts';
import type { Api, Services } from '../context.ts';
import { operatorRoute, problemResponses } from './route-parts.ts';
import {
	checklistReminder,
	drillReminder,
	heldDraft,
	heldOccurrence,
	reminder,
	startReminder,
} from './schemas/promises.ts';

/** Proxies cut connections that are silent for longer. */
const heartbeatMs = 15_000;

export function reminderRoutes(api: Api, services: Services): void {
	const { middleware, ...route } = operatorRoute(services, 'read-promises');
	api.openAPIRegistry.registerPath({
		method: 'get',
		path: '/v1/reminders',
		operationId: 'streamReminders',
		tags: ['Promises'],
		summary: 'Stream reminders: of promised updates, maintenance and drills, and of what was not published',
		description:
			'Server-sent events called `reminder`: five minutes before, one minute before, and when the time has passed. The data of each is a `Reminder`. An event called `draft`, with a `HeldDraft`, says that a scheduled draft was not published. One called `maintenance`, with a `StartReminder`, comes a day and an hour before announced maintenance begins, and one called `occurrence`, with a `HeldOccurrence`, where maintenance that recurs could not be announced. One called `drill`, with a `DrillReminder`, comes when the policy pack expects a drill. One called `checklist`, with a `ChecklistReminder`, comes when the day of steps after an outage has passed. With `since`, the newest missed one of each comes first.',
		...route,
		request: {
			query: z.object({
				since: z
					.string()
					.optional()
					.openapi({ description: 'The `seq` of the last reminder that the client has.' }),
			}),
		},
		responses: {
			200: {
				description: 'An endless event stream.',
				content: {
					'text/event-stream': {
						schema: z.union([
							reminder,
							heldDraft,
							startReminder,
							heldOccurrence,
							drillReminder,
							checklistReminder,
						]),
					},
				},
			},
			...problemResponses,
		},
	});
	for (const each of middleware) api.get('/v1/reminders', each);
	api.get('/v1/reminders', (context) => {
		context.header('content-type', 'text/event-stream; charset=utf-8');
		context.header('cache-control', 'no-store, no-transform');
		context.header('x-accel-buffering', 'no');
		const since = cursorOf(context.req.query('since'));
		return context.body(eventsOf(services, since, context.get('assertSignedIn')));
	});
}

/** Throws CandorError `bad-cursor`. `null`: only what comes from now on. */
function cursorOf(since: string | undefined): number | null {
	if (since === undefined) return null;
	if (/^(?:0|[1-9]\d{0,14})$/.test(since)) return Number(since);
	throw new CandorError('bad-cursor', 'This is no cursor of the reminders. Use the `seq` of an earlier one.');
}

function nameOf(each: AnyReminder): string {
	if ('draft' in each) return 'draft';
	if ('series' in each) return 'occurrence';
	if ('cadence' in each) return 'drill';
	if ('steps' in each) return 'checklist';
	return 'startsAt' in each ? 'maintenance' : 'reminder';
}

const eventOf = (each: AnyReminder): string =>
	`id: ${each.seq}\nevent: ${nameOf(each)}\ndata: ${JSON.stringify(each)}\n\n`;

/**
 * `assertSignedIn`: throws CandorError `unauthorized` when the token or the session has ended. The
 * stream then ends too, before the next event, and at the next heartbeat at the latest.
 */
function eventsOf(
	{ reminders, clock }: Pick<Services, 'reminders' | 'clock'>,
	since: number | null,
	assertSignedIn: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
	let stop = (): void => undefined;
	return new ReadableStream<Uint8Array>({
		start(controller) {
			let isOpen = true;
			/** Settles when the newest event is sent: events keep their order. */
			let newest: Promise<void> = Promise.resolve();
			const send = (text: string): void => controller.enqueue(Buffer.from(text));
			const end = (): void => {
				if (!isOpen) return;
				stop();
				controller.close();
			};
			const sendIfSignedIn = (text: string): void => {
				newest = newest.then(assertSignedIn).then(() => {
					if (isOpen) send(text);
				}, end);
			};
			const unsubscribe = reminders.subscribe((each) => sendIfSignedIn(eventOf(each)), end);
			// Proxies pass the head on with the first bytes.
			send(':\n\n');
			if (since !== null) for (const each of reminders.since(since)) send(eventOf(each));
			const stopHeartbeat = repeat(clock, heartbeatMs, () => sendIfSignedIn(':\n\n'));
			stop = () => {
				isOpen = false;
				stopHeartbeat();
				unsubscribe();
			};
		},
		cancel: () => stop(),
	});
}
