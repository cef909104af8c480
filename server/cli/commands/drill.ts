/** `candor drill`: practises an incident in a system that no visitor sees. */
import { type Command, Option } from 'commander';
import { pathTo } from '../api/client.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { endDrill, playDrill, viewerLink } from '../drill/play.ts';
import { readScenario } from '../drill/read-scenario.ts';
import { scorecardLines, spanText } from '../drill/scorecard-text.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { pastText, timeText } from '../render/time.ts';
import { openSession } from '../session.ts';
import { sanitize, textOf } from '../terminal-text.ts';

interface RunOptions {
	readonly speed?: number;
	readonly people?: boolean;
}

const idHelp = 'an id from "candor drill list"';

export function addDrill(program: Command, io: Io): void {
	const drill = program
		.command('drill')
		.summary('practise an incident that no visitor sees')
		.description(
			'Practises an incident. A drill is a system of its own, with the components, templates and operators of the server: nothing of it reaches the stream, the history or a page of a visitor.',
		)
		.addHelpText(
			'after',
			examples(
				'candor drill scenarios',
				'candor drill run card-payments --speed 20',
				'candor drill run my-outage.yaml --people',
				'candor drill list',
			),
		);
	addRun(drill, io);
	addScenarios(drill, io);
	addList(drill, io);
	addShow(drill, io);
	addLink(drill, io);
	addEnd(drill, io);
}

function addRun(drill: Command, io: Io): void {
	drill
		.command('run')
		.summary('play a scenario')
		.description(
			'The server plays a scenario, and a scorecard is printed at its end. With --people it plays only the alerts and the faults, and operators publish themselves, with --url set to the address that is printed. Ctrl+C ends the drill. If the terminal is closed, the drill goes on.',
		)
		.argument('<scenario>', 'a YAML or JSON file, or a name from "candor drill scenarios"')
		.addOption(
			new Option(
				'--speed <number>',
				'how many times faster than real time (default: as in the scenario)',
			).argParser(parseSpeed),
		)
		.option('--people', 'plays only the alerts and the faults, and waits until you end the drill')
		.addHelpText(
			'after',
			examples(
				'candor drill run eight-hours',
				'candor drill run my-outage.yaml --speed 10',
				'candor drill run live-event --people',
			),
		)
		.action(async (source: string, { speed, people = false }: RunOptions, self: Command) => {
			const session = openSession(io, self);
			const scenario = await readScenario(session, source);
			const result = await playDrill(session, { ...scenario, speed: speed ?? scenario.speed }, people);
			session.printResult(result, () => scorecardLines(sanitize(result) as JsonObject));
		});
}

function parseSpeed(text: string): number {
	const speed = Number(text);
	if (speed >= 1 && speed <= 1_000) return speed;
	throw new CliError('usage', `--speed: "${text}" is not a number from 1 to 1000. Example: --speed 20`);
}

function addScenarios(drill: Command, io: Io): void {
	drill
		.command('scenarios')
		.summary('the scenarios of the package')
		.description('Lists the scenarios of the package, one for each policy pack of a trade.')
		.addHelpText('after', examples('candor drill scenarios', 'candor drill scenarios --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/drill-scenarios', { asOperator: true });
			const list = requireObjects(sanitize(result), 'scenarios');
			session.printResult(result, () =>
				list.flatMap(({ name, title, pack, purpose }) => [
					`${textOf(name)}: ${textOf(title)} (${textOf(pack)})`,
					`  ${textOf(purpose)}`,
				]),
			);
		});
}

function addList(drill: Command, io: Io): void {
	drill
		.command('list')
		.summary('the drills and their scorecards')
		.description('Lists the drills, the newest first, and when the policy pack expects the next one.')
		.addHelpText('after', examples('candor drill list', 'candor drill list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/drills', { asOperator: true });
			const list = requireObjects(sanitize(result), 'drills');
			session.printResult(result, () => [
				...(list.length === 0
					? ['No drills yet.']
					: table(
							list.map((each) => row(each, session.style)),
							session.style,
							1,
						)),
				...dueLines(requireObject(sanitize(result)).due, session.style),
			]);
		});
}

function row({ id, title, state, startedAt, scorecard }: JsonObject, style: Style): readonly string[] {
	const card = scorecard as JsonObject | null;
	return [
		textOf(id),
		textOf(state),
		textOf(title),
		timeText(String(startedAt), style),
		card ? `first notice: ${spanText(card.firstNoticeSeconds) ?? 'none'}` : '',
	];
}

function dueLines(due: unknown, style: Style): string[] {
	const { last, next, critical, every } = (due ?? {}) as JsonObject;
	const lastLine = typeof last === 'string' ? [`Last drill: ${pastText(last, style)}.`] : [];
	if (typeof next !== 'string' || typeof critical !== 'string')
		return typeof every === 'string'
			? ['', ...lastLine, `The policy pack expects a drill every ${textOf(every)}. None has ended yet.`]
			: ['', ...lastLine];
	const isLate = Date.parse(next) <= style.now;
	const nextText = `Next drill: by ${timeText(next, style)}${isLate ? ', which has passed' : ''}.`;
	return [
		'',
		...lastLine,
		`${isLate ? style.colours.yellow(nextText) : nextText} For what is critical: by ${timeText(critical, style)}.`,
	];
}

function addShow(drill: Command, io: Io): void {
	drill
		.command('show')
		.summary('one drill and its scorecard')
		.description('Shows a drill and its scorecard.')
		.argument('<id>', idHelp)
		.addHelpText('after', examples('candor drill show k7mqz2p9ab'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read(pathTo('v1', 'drills', id), { asOperator: true });
			session.printResult(result, () => scorecardLines(requireObject(sanitize(result))));
		});
}

function addLink(drill: Command, io: Io): void {
	drill
		.command('link')
		.summary('a link to watch a drill')
		.description('Makes a link with which a person can watch a drill for four hours, and change nothing.')
		.argument('<id>', idHelp)
		.addHelpText('after', examples('candor drill link k7mqz2p9ab'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await viewerLink(session, id);
			session.printResult(result, () => [result.link]);
		});
}

function addEnd(drill: Command, io: Io): void {
	drill
		.command('end')
		.summary('end a drill')
		.description('Ends a drill, and prints its scorecard. Its records are gone then.')
		.argument('<id>', idHelp)
		.addHelpText('after', examples('candor drill end k7mqz2p9ab'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await endDrill(session, id);
			session.printResult(result, () => scorecardLines(requireObject(sanitize(result))));
		});
}
