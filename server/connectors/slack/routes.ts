/** `/v1/slack/commands` and `/v1/slack/interactions`: operators draft and approve where they talk. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { limitBody } from '../../http/request-body.ts';
import { problemResponses } from '../../http/v1/route-parts.ts';
import type { SourceRequest } from '../alerts/source-kind.ts';
import { readPressed, readSlashCommand } from './interaction.ts';
import { isSigned, signatureOf } from './signature.ts';
import type { RunningSlack } from './slack.ts';

/** In bytes: an interaction repeats the card. */
const maxBodyBytes = 128 * 1024;

const paths = { commands: '/v1/slack/commands', interactions: '/v1/slack/interactions' } as const;

/** `slack`: `null`: it is not configured, and every request is refused. */
export function slackRoutes(api: Api, services: Services, slack: RunningSlack | null): void {
	const describe = (path: string, operationId: string, summary: string): void =>
		api.openAPIRegistry.registerPath({
			...{ method: 'post', path, operationId, summary, tags: ['Slack'] },
			description:
				'The proof is the signature of Slack (`X-Slack-Signature`). Each request counts once. The answer says what to show: see docs/how-to/slack.md.',
			security: [{ slackSignature: [] }],
			request: {
				body: {
					content: { 'application/x-www-form-urlencoded': { schema: z.looseObject({}) } },
					required: true,
				},
			},
			responses: {
				200: {
					description: 'What Slack shows, if anything.',
					content: { 'application/json': { schema: z.looseObject({}) } },
				},
				...problemResponses,
			},
		});
	describe(paths.commands, 'runSlackCommand', 'Receive the slash command of Slack');
	describe(paths.interactions, 'pressSlackButton', 'Receive a pressed button of a card in Slack');

	api.post(paths.commands, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		const running = required(slack);
		const body = await admit(context, services, running);
		const command = readSlashCommand(body);
		assertTeam(command.team, running);
		running.responder.assertAllowed(command.responseUrl);
		return context.json(await running.answer(command), 200);
	});

	api.post(paths.interactions, limitBody(maxBodyBytes, 16 * maxBodyBytes), async (context) => {
		const running = required(slack);
		const body = await admit(context, services, running);
		const pressed = readPressed(body);
		assertTeam(pressed.team, running);
		if (pressed.button && pressed.responseUrl !== null) {
			running.responder.assertAllowed(pressed.responseUrl);
			running.press(pressed.user, pressed.button, pressed.responseUrl);
		}
		return context.json({}, 200);
	});
}

function required(slack: RunningSlack | null): RunningSlack {
	if (slack) return slack;
	throw new CandorError(
		'unauthorized',
		'Slack is not connected to this server. An admin sets CANDOR_SLACK_SIGNING_SECRET.',
	);
}

/** The body of a request that Slack has signed and that was not received before. */
async function admit(
	context: Context<ApiEnv>,
	{ signIns, clientAddress, clock }: Services,
	{ options, received }: RunningSlack,
): Promise<string> {
	const request: SourceRequest = {
		header: (name) => context.req.header(name),
		body: await context.req.text(),
		now: clock.now(),
	};
	const signature = signatureOf(request);
	if (isSigned(request, options.secrets)) {
		if (await received.record(signature, clock.now())) return request.body;
		throw new CandorError('unauthorized', 'This request was received before. Each counts once.');
	}
	// A request without a signature is not an attempt to guess one.
	if (signature !== '')
		signIns.recordFailure(
			clientAddress(context.env.incoming.socket.remoteAddress, context.req.header('x-forwarded-for')),
		);
	throw new CandorError(
		'unauthorized',
		'The request does not prove that it comes from Slack. Check the signing secret, and the clock of this server: a signature is valid for five minutes.',
	);
}

function assertTeam(team: string, { options }: RunningSlack): void {
	if (team === options.team) return;
	throw new CandorError(
		'forbidden',
		'The request comes from another workspace than CANDOR_SLACK_TEAM. Nothing was done.',
	);
}
