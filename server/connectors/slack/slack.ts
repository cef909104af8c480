/** Slack in, assembled: the slash command, the cards, and their routes. */
import type { Logger } from 'pino';
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import { Identities } from '../../core/sessions/identities.ts';
import type { Api, Services } from '../../http/context.ts';
import type { SignIns } from '../../http/sign-ins.ts';
import { type OutboundOptions, outboundRequests } from '../channels/outbound-request.ts';
import { OneAtATime } from '../claims/one-at-a-time.ts';
import { type CardAction, type CardDependencies, decideCard } from './decide-card.ts';
import type { SlashCommand } from './interaction.ts';
import { privately, type SlackMessage } from './message.ts';
import { SlackOperators, unknownOperator } from './operators.ts';
import { ReceivedRequests } from './received-requests.ts';
import { Responder } from './responder.ts';
import { slackRoutes } from './routes.ts';
import { type SlackOptions, slackOrigins } from './slack-options.ts';
import { StoredCards } from './stored-cards.ts';
import { obey } from './verbs.ts';

/** Slack waits for three seconds. What takes longer follows at the address for answers. */
const answerMs = 2_000;
const eraseMs = 5 * 60_000;

interface Dependencies extends Core {
	readonly clock: Clock;
	readonly newId: () => string;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly signIns: SignIns;
	/** The address of this server, without a slash at its end; `null`: not known. */
	readonly publicUrl: string | null;
	/** Addresses inside that may be reached, and the resolver: as for channels. */
	readonly outbound: Pick<OutboundOptions, 'allowed' | 'lookup'>;
	/** `null`: Slack is not connected. */
	readonly options: SlackOptions | null;
}

export interface RunningSlack {
	readonly options: SlackOptions;
	readonly received: ReceivedRequests;
	readonly responder: Responder;
	/** What Slack shows after a slash command. */
	answer(command: SlashCommand): Promise<SlackMessage>;
	/** Decides, and then sends the answer: Slack is not kept waiting. */
	press(
		user: string,
		button: { readonly action: CardAction; readonly card: string },
		responseUrl: string,
	): void;
}

export interface Slack {
	routes(api: Api, services: Services): void;
	/** Finishes what was pressed. */
	close(): Promise<void>;
}

/** Throws CandorError `invalid` without the address of the server, to which cards link. */
export function openSlack(dependencies: Dependencies): Slack {
	const { options, publicUrl } = dependencies;
	if (options && publicUrl === null)
		throw new CandorError('invalid', 'Slack needs the address of the server (publicUrl, CANDOR_PUBLIC_URL).');
	if (!options) return { routes: (api, services) => slackRoutes(api, services, null), async close() {} };
	const pending = new Set<Promise<unknown>>();
	const stopping = new AbortController();
	const slack = runSlack(dependencies, options, pending, stopping.signal);
	return {
		routes: (api, services) => slackRoutes(api, services, slack),
		async close() {
			slack.stop();
			await Promise.all(pending);
			stopping.abort();
		},
	};
}

/** `pending` gets what goes on after an answer. */
export function runSlack(
	dependencies: Dependencies,
	options: SlackOptions,
	pending: Set<Promise<unknown>>,
	stopping: AbortSignal,
): RunningSlack & { stop(): void } {
	const { privateStore, clock, newId, logger, reportError, outbound } = dependencies;
	const received = new ReceivedRequests(privateStore);
	const cards = new StoredCards(privateStore);
	const operators = new SlackOperators({
		...{ options, clock },
		identities: new Identities(privateStore, newId),
	});
	const responder = new Responder({
		...{ clock, logger, stopping, origins: options.responseOrigins ?? slackOrigins },
		request: outboundRequests({ ...outbound, now: () => clock.now() }),
	});
	const consoleUrl = `${dependencies.publicUrl ?? ''}/console/`;
	const deciding: CardDependencies = { ...dependencies, cards, consoleUrl, oneAtATime: new OneAtATime() };

	/** What comes of it, or a sentence that says why nothing does. */
	async function outcomeOf(act: () => Promise<SlackMessage>): Promise<SlackMessage> {
		try {
			return await act();
		} catch (error) {
			if (error instanceof CandorError) return privately(refusalOf(error));
			reportError(error, 'a command of Slack failed');
			return privately(
				'This failed, and the log of the server says why. Look at the console before you repeat it.',
			);
		}
	}
	const known = async (
		user: string,
		act: (operator: NonNullable<Awaited<ReturnType<SlackOperators['find']>>>) => Promise<SlackMessage>,
	): Promise<SlackMessage> => {
		const operator = await operators.find(user);
		return operator ? act(operator) : privately(unknownOperator(user));
	};
	function track(work: Promise<unknown>): void {
		const settled = work
			.catch((error: unknown) => reportError(error, 'an answer to Slack failed'))
			.finally(() => pending.delete(settled));
		pending.add(settled);
	}
	const erase = async (): Promise<void> => {
		await received.eraseOld(clock.now());
		await cards.eraseOld(clock.now());
	};
	return {
		...{ options, received, responder },
		async answer({ text, user, responseUrl }) {
			const work = outcomeOf(() => known(user, (operator) => obey(text, operator, deciding)));
			let cancel = (): void => undefined;
			const late = new Promise<null>((resolve) => {
				cancel = clock.after(answerMs, () => resolve(null));
			});
			const first = await Promise.race([work, late]);
			cancel();
			if (first) return first;
			track(work.then((message) => responder.send(responseUrl, message)));
			return privately('This takes a moment. The answer follows here.');
		},
		press(user, { action, card }, responseUrl) {
			const work = outcomeOf(() => known(user, (operator) => decideCard(card, action, operator, deciding)));
			track(work.then((message) => responder.send(responseUrl, message)));
		},
		stop: repeat(clock, eraseMs, () => track(erase())),
	};
}

/** The sentence of a refusal, with the places that it names. */
const refusalOf = ({ message, issues = [] }: CandorError): string =>
	[message, ...issues.map(({ path, message: each }) => `${path}: ${each}`)].join('\n');
