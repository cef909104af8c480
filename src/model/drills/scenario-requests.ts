/** A scenario as requests with times. Who sends them decides how: the command line, a test, a page. */
import { parseDuration } from '../duration.ts';
import { type Scenario, type Step, type StepAction, stepActions } from './scenario.ts';

export interface ScenarioRequest {
	/** Since the beginning of the drill, scenario time, milliseconds. */
	readonly atMs: number;
	/** The number of the step, from 1. */
	readonly step: number;
	readonly action: StepAction;
	/**
	 * `live`: the path is below the drill's own API, which is the API of a whole server. `drill`: it
	 * is below the drill's address.
	 */
	readonly on: 'live' | 'drill';
	readonly method: 'POST' | 'PUT';
	/** Without a slash at its start, such as `v1/notices`. */
	readonly path: string;
	readonly body: Readonly<Record<string, unknown>>;
	/** What the step says, for the operator who watches. */
	readonly text: string;
}

type Target = Pick<ScenarioRequest, 'on' | 'method' | 'path' | 'body'>;
type Fields = Readonly<Record<string, unknown>>;

const post = (path: string, body: Fields): Target => ({ on: 'live', method: 'POST', path, body });
const noticePath = (notice: unknown): string => `v1/notices/${encodeURIComponent(String(notice))}`;

const targets: Readonly<Record<StepAction, (given: Fields) => Target>> = {
	alert: (body) => post('v1/drafts', { kind: 'incident', ...body }),
	open: (body) => post('v1/notices', { kind: 'incident', ...body }),
	update: ({ notice, ...body }) => post(`${noticePath(notice)}/updates`, body),
	resolve: ({ notice, ...body }) => post(`${noticePath(notice)}/resolve`, body),
	postmortem: ({ notice, ...body }) => ({
		on: 'live',
		method: 'PUT',
		path: `${noticePath(notice)}/postmortem`,
		body,
	}),
	fault: (body) => ({ on: 'drill', method: 'POST', path: 'faults', body }),
};

/** The requests of a scenario, in the order of their times. */
export const scenarioRequests = ({ steps }: Pick<Scenario, 'steps'>): readonly ScenarioRequest[] =>
	steps.map((step, index) => {
		const action = actionOf(step);
		const given = step[action] as Fields;
		return {
			atMs: parseDuration(step.at) ?? 0,
			step: index + 1,
			action,
			...targets[action](given),
			text: textOf(given),
		};
	});

const actionOf = (step: Step): StepAction => stepActions.find((name) => step[name] !== undefined) ?? 'fault';

function textOf({ title, body, kind }: Fields): string {
	const said = [title, body, kind].find((each) => typeof each === 'string') ?? '';
	return String(said).split('\n', 1)[0] ?? '';
}
