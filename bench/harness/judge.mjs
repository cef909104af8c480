/** Compares the measurements with the budgets. */
import { budgets } from '../budgets.mjs';
import { machine } from './machine.mjs';
import { medianRatio } from './statistics.mjs';

/**
 * @param {{ scenario: string, readers?: number, judged?: boolean, columns?: Record<string, string>, results?: any[], checks?: any[] }[]} runs
 * @param {'quick' | 'full'} mode
 * @returns {{ name: string, measured: number, budget: number, unit: string, held: boolean }[]}
 */
export function judge(runs, mode) {
	const own = runs.flatMap(({ checks = [] }) => checks);
	const others = runs
		.filter(({ judged }) => judged)
		.flatMap((run) =>
			budgets
				.filter(({ scenario }) => scenario === run.scenario)
				.map((budget) => check(run, budget, budget[mode]))
				.filter((checked) => checked !== null),
		);
	return [...own, ...others].map((each) => ({ ...each, held: each.measured <= each.budget }));
}

function check({ scenario, readers, columns, results }, budget, limit) {
	const { value, server = 'candor', against, needsAcceptQueue } = budget;
	const ours = results.find((result) => result.server === server);
	if (limit === undefined || !ours) return null;
	const label = `${scenario}, ${readers} readers: ${columns[value]}`;
	if (needsAcceptQueue && machine.acceptQueue < readers) {
		console.log(
			`Not judged: ${label}. The queue of this machine holds ${machine.acceptQueue} connections, and more come at once; \`sysctl -w net.core.somaxconn=65535\` makes it long enough.`,
		);
		return null;
	}
	if (!against) return { name: label, measured: ours.medians[value], budget: limit, unit: '' };
	const peer = results.find((result) => result.server === against);
	if (peer?.medians[value] === undefined) return null;
	const of = (result) => result.rounds.map((values) => values[value]);
	return { name: label, measured: medianRatio(of(ours), of(peer)), budget: limit, unit: `× ${against}` };
}
