/** Starts a drill whose scenario the server plays, and follows it to its end. */
import type { Scenario } from '../../../src/model/drills/scenario.ts';
import { scenarioTime } from '../../../src/model/drills/scenario-time.ts';
import { pathTo } from '../api/client.ts';
import { drillLink, endedDrill, startedDrill } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { sanitize, textOf } from '../terminal-text.ts';

/** Between two questions how far the drill is, milliseconds. */
const intervalMs = 1_000;

/**
 * Starts a drill and prints each step that the server plays. Ctrl+C ends the drill. Returns it with
 * its scorecard. Throws CliError when the server refused a step: the scenario is wrong.
 *
 * @param people - Plays only the alerts and the faults, and waits for Ctrl+C at the end.
 */
export async function playDrill(session: Session, scenario: Scenario, people: boolean): Promise<JsonObject> {
	const { client, printProgress, settings } = session;
	const { title, speed, components, steps } = scenario;
	const started = requireObject(
		await client.write({
			...{ method: 'POST', path: 'v1/drills', canRepeat: false },
			body: { title, speed, components, steps, people },
			expectation: startedDrill,
		}),
	);
	const id = String(started.id);
	const address = new URL(pathTo('v1', 'drills', id, 'live'), settings.url).href;
	printProgress(`Drill ${id} has started: ${title}, ${speed} times faster than real time.`);
	const link = await viewerLink(session, id).catch(whereItHasEnded);
	if (link) printProgress(`  Watch    ${link.link}`);
	printProgress(`  Operate  ${address}/console`);
	printProgress(`           candor list --url ${address}`);
	const ended = await followDrill(session, id);
	if (typeof ended.problem === 'string') throw new CliError('refused', ended.problem, 'invalid');
	return ended;
}

/** A short scenario can be over before its link is made. */
function whereItHasEnded(error: unknown): null {
	if (error instanceof CliError && error.code === 'not-found') return null;
	throw error;
}

/** Prints the steps of a drill as they are played. Returns the drill when it has ended. */
async function followDrill(session: Session, id: string): Promise<JsonObject> {
	const { client, io, printProgress } = session;
	const interruption = io.interruption();
	let printed = 0;
	let isAnnounced = false;
	for (;;) {
		const drill = requireObject(await client.read(pathTo('v1', 'drills', id), { asOperator: true }));
		const { play, state } = drill;
		if (isObject(play)) {
			const played = requireObjects(sanitize(play), 'played');
			for (const step of played.slice(printed)) printStep(session, step);
			printed = played.length;
			if (play.next === null && play.people === true && !isAnnounced) {
				isAnnounced = true;
				printProgress('All alerts are out. End the drill with Ctrl+C.');
			}
		}
		if (state !== 'running') return drill;
		await io.sleep(intervalMs, interruption);
		if (interruption.aborted) return endDrill(session, id);
	}
}

function printStep({ printProgress }: Session, { atSeconds, action, text, outcome }: JsonObject): void {
	printProgress(`${scenarioTime(Number(atSeconds)).padStart(10)}  ${textOf(action)}: ${textOf(text)}`);
	// The rule of two persons holds in a drill too: the draft waits for a person.
	if (outcome === 'waits') printProgress('            It waits for a second person.');
}

/** Ends a drill. Returns it with its scorecard, also where it has just ended by itself. */
export async function endDrill({ client }: Session, id: string): Promise<JsonObject> {
	const path = pathTo('v1', 'drills', id);
	try {
		return requireObject(
			await client.write({ method: 'POST', path: `${path}/end`, expectation: endedDrill(id) }),
		);
	} catch (error) {
		const hasEnded = error instanceof CliError && error.code === 'not-found';
		if (!hasEnded) throw error;
		const drill = requireObject(await client.read(path, { asOperator: true }));
		if (drill.state !== 'ended') throw error;
		return drill;
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
