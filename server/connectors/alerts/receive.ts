/** `POST /v1/alerts/{source}`: monitoring tools send alerts, each source with a secret of its own. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedTokenBuckets } from '../../core/token-bucket.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { limitBody } from '../../http/request-body.ts';
import { idParameter, problemResponses } from '../../http/v1/route-parts.ts';
import type { Heartbeats } from './heartbeats.ts';
import { sentSecret } from './proof.ts';
import { bounded } from './read-document.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { SourceRequest } from './source-kind.ts';
import { sourceKinds } from './source-kinds.ts';
import type { StoredSource, StoredSources } from './stored-sources.ts';

/** In bytes: a message of Alertmanager about hundreds of alerts. */
const maxBodyBytes = 1024 * 1024;
/** Messages of one source: so many at once, then two per second. */
const rate = { capacity: 120, tokensPerMs: 2 / 1_000 };
const maxSources = 200;

interface Dependencies extends Pick<Services, 'signIns' | 'clientAddress'> {
	readonly sources: StoredSources;
	readonly runner: RuleRunner;
	readonly heartbeats: Heartbeats;
	readonly clock: Clock;
	/** Called once the alerts of a message, or a sign of life, are stored. */
	readonly onAccepted: (source: string) => void;
}

const accepted = z
	.strictObject({
		alerts: z.int().openapi({ description: 'The alerts in the message.' }),
		matched: z.int().openapi({ description: 'Those that a rule matches.' }),
	})
	.openapi('AcceptedAlerts');

export function receiveRoute(api: Api, dependencies: Dependencies): void {
	const { sources, runner, heartbeats, clock, onAccepted } = dependencies;
	const limiter = new KeyedTokenBuckets(rate, maxSources);

	api.openAPIRegistry.registerPath({
		method: 'post',
		path: '/v1/alerts/{id}',
		operationId: 'receiveAlerts',
		tags: ['Alerts'],
		summary: 'Receive a message of a monitoring tool',
		description:
			'The body is what the tool sends. The proof is the secret of the source, as a bearer token or as the password of basic authentication, or a signature made with it: see docs/how-to/alerts.md. The alerts are on disk when the answer comes.',
		security: [{ alertSource: [] }],
		request: {
			params: idParameter,
			body: { content: { 'application/json': { schema: z.looseObject({}) } }, required: true },
		},
		responses: {
			202: {
				description: 'The alerts are stored.',
				content: { 'application/json': { schema: accepted } },
			},
			...problemResponses,
		},
	});
	api.post('/v1/alerts/:id', limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		const id = context.req.param('id');
		const request: SourceRequest = {
			header: (name) => context.req.header(name),
			body: await context.req.text(),
			now: clock.now(),
		};
		const source = await admit(context, dependencies, id, request);
		if (!limiter.tryTake(id, clock.now()))
			throw new CandorError(
				'too-many',
				'This source sends too many messages. Let it group its alerts, or send them less often.',
			);
		const kind = sourceKinds[source.kind];
		if (source.kind === 'heartbeat') {
			await heartbeats.record(id);
			onAccepted(id);
			return context.json({ alerts: 0, matched: 0 }, 202);
		}
		const document = parseJson(request.body);
		const alerts = bounded(kind.parse(document, source.settings));
		await kind.followUp?.(document);
		const matched = await runner.receive(id, alerts);
		onAccepted(id);
		return context.json({ alerts: alerts.length, matched }, 202);
	});

	/** Throws CandorError `unauthorized`, or `too-many` after many wrong proofs. */
	async function admit(
		context: Context<ApiEnv>,
		{ signIns, clientAddress }: Dependencies,
		id: string,
		request: SourceRequest,
	): Promise<StoredSource> {
		const source = await sources.find(id);
		const kind = source && sourceKinds[source.kind];
		const secrets = source?.secrets.map(({ value }) => value) ?? [];
		if (source && (await kind?.verify(request, secrets, source.settings))) return source;
		// A request without a proof is not an attempt to guess one.
		if (kind?.hasProof(request) ?? sentSecret(request) !== null)
			signIns.recordFailure(
				clientAddress(context.env.incoming.socket.remoteAddress, context.req.header('x-forwarded-for')),
			);
		throw new CandorError(
			'unauthorized',
			'There is no such alert source, or the message does not prove that it comes from it. Check the name in the address, the secret, and the clock of the sender.',
		);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new CandorError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.');
	}
}
