/** Plays a scenario against a drill on the server. */
import type { Scenario } from '../../../src/model/drills/scenario.ts';
import { type ScenarioRequest, scenarioRequests } from '../../../src/model/drills/scenario-requests.ts';
import { scenarioTime } from '../../../src/model/drills/scenario-time.ts';
import { pathTo } from '../api/client.ts';
import { drillLink, endedDrill, playedStep, startedDrill } from '../api/expectations.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { AwaitsApproval } from '../awaits-approval.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';

/** How long a drill with people waits for the operator's Ctrl+C at a time, milliseconds. */
const waitMs = 60_000;

/**
 * Starts a drill, plays the scenario and ends the drill. Ctrl+C ends it early. A step that the server
 * refuses ends it too: the scenario is wrong. Returns the drill with its scorecard.
 *
 * @param people - Plays only the alerts and the faults, and waits for Ctrl+C at the end.
 */
export async function playDrill(session: Session, scenario: Scenario, people: boolean): Promise<JsonObject> {
	const { client, printProgress, settings } = session;
	const { title, speed, components } = scenario;
	const started = requireObject(
		await client.write({
			...{ method: 'POST', path: 'v1/drills', canRepeat: false },
			body: { title, speed, components },
			expectation: startedDrill,
		}),
	);
	const id = String(started.id);
	const address = new URL(pathTo('v1', 'drills', id, 'live'), settings.url).href;
	try {
		const { link } = await viewerLink(session, id);
		printProgress(`Drill ${id} has started: ${title}, ${speed} times faster than real time.`);
		printProgress(`  Watch    ${link}`);
		printProgress(`  Operate  candor list --url ${address}`);
		await playSteps(session, id, scenario, people);
	} catch (error) {
		// A drill must not run on unseen.
		await endDrill(session, id);
		throw error;
	}
	return endDrill(session, id);
}

const endDrill = async ({ client }: Session, id: string): Promise<JsonObject> =>
	requireObject(
		await client.write({
			...{ method: 'POST', path: `${pathTo('v1', 'drills', id)}/end` },
			expectation: endedDrill(id),
		}),
	);

async function playSteps(session: Session, id: string, scenario: Scenario, people: boolean): Promise<void> {
	const { io, printProgress } = session;
	const interruption = io.interruption();
	const begin = io.monotonicNow();
	for (const request of scenarioRequests(scenario)) {
		if (people && request.action !== 'alert' && request.action !== 'fault') continue;
		await io.sleep(Math.max(0, begin + request.atMs / scenario.speed - io.monotonicNow()), interruption);
		if (interruption.aborted) return;
		await playStep(session, id, request);
	}
	if (!people) return;
	printProgress('All alerts are out. End the drill with Ctrl+C.');
	while (!interruption.aborted) await io.sleep(waitMs, interruption);
}

async function playStep(
	{ client, printProgress }: Session,
	id: string,
	request: ScenarioRequest,
): Promise<void> {
	const { atMs, step, action, on, method, path, body, text } = request;
	printProgress(`${scenarioTime(atMs / 1_000).padStart(10)}  ${action}: ${text}`);
	const base = pathTo('v1', 'drills', id);
	try {
		const expectation = playedStep;
		await client.write({ method, path: `${base}/${on === 'live' ? 'live/' : ''}${path}`, body, expectation });
	} catch (error) {
		// The rule of two persons holds in a drill too: the draft waits for a person.
		if (error instanceof AwaitsApproval) return printProgress('            It waits for a second person.');
		if (!(error instanceof CliError)) throw error;
		const message = `Step ${step} of the scenario (${action}): ${error.message}`;
		throw new CliError(error.exit, message, error.code, error.issues);
	}
}

/** A link with which a person can watch a drill. */
export async function viewerLink(
	{ client, settings }: Session,
	id: string,
): Promise<{ readonly link: string }> {
	const { link } = requireObject(
		await client.write({
			...{ method: 'POST', path: `${pathTo('v1', 'drills', id)}/viewers`, canRepeat: false },
			expectation: drillLink,
		}),
	);
	return { link: new URL(String(link), settings.url).href };
}
