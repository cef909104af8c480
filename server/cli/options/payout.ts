/** What a remedy pays out, and how much it may cost. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { readJsonObject } from './json-file.ts';
import { parseInteger } from './parsers.ts';

export interface PayoutOptions {
	readonly payout?: string;
	readonly mostClaims?: number;
	readonly mostPaid?: string;
}

export const addPayoutOptions = (command: Command): Command =>
	command
		.option('--payout <file>', 'pay it out on signed claims: a JSON file with the unit and the tiers')
		.option('--most-claims <number>', 'with --payout: end the offer after so many claims', parseInteger)
		.option('--most-paid <amount>', 'with --payout: end the offer before it pays more than this in all');

/** The fields of `PUT /v1/remedies/{id}`. Throws a CliError `usage` for a file that cannot be read. */
export async function payoutFrom(io: Io, { payout, mostClaims, mostPaid }: PayoutOptions): Promise<object> {
	const hasBudget = mostClaims !== undefined || mostPaid !== undefined;
	return {
		...(payout !== undefined && {
			payout: await readJsonObject(io, payout, {
				what: 'a payout',
				advice: 'Write one such as {"unit": "percent", "tiers": [{"value": "10"}]}.',
			}),
		}),
		...(hasBudget && { budget: { claims: mostClaims ?? null, total: mostPaid ?? null } }),
	};
}
