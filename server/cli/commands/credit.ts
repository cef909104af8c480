/** `candor credit`: the service credits of a period, and the draft of a remedy. */
import type { Command } from 'commander';
import { requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { writeNew } from '../new-file.ts';
import { parseId } from '../options/parsers.ts';
import { table } from '../render/table.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize, textOf } from '../terminal-text.ts';

interface CreditOptions {
	readonly month?: string;
	readonly from?: string;
	readonly until?: string;
	readonly notice?: string;
	readonly payoutFile?: string;
}

export function addCredit(program: Command, io: Io): void {
	program
		.command('credit')
		.summary('the service credits of a month, by the policy pack')
		.description(
			'Computes from the history how available the components were, and what the "credits" of the policy pack give for that. It publishes nothing: write the apology, and publish the remedy with "candor remedy put". For publishers.',
		)
		.option('--month <month>', 'such as 2030-01, in UTC; default: the last month that is over')
		.option('--from <instant>', 'in place of --month, with --until, such as 2030-01-15T00:00:00Z')
		.option('--until <instant>', 'the end of the period, exclusive')
		.option('--notice <id>', 'the notice that the remedy makes up for', parseId)
		.option('--payout-file <file>', 'write the payout to a new file, for "candor remedy put --payout"')
		.addHelpText(
			'after',
			examples(
				'candor credit --month 2030-01',
				'candor credit --notice checkout-down --payout-file credit.json',
			),
		)
		.action(async ({ payoutFile, ...query }: CreditOptions, self: Command) => {
			const session = openSession(io, self);
			const path = `v1/credits?${new URLSearchParams(query)}`;
			const result = requireObject(await session.client.read(path, { asOperator: true }));
			if (payoutFile !== undefined && result.remedy !== null)
				await writeNew(
					io,
					payoutFile,
					`${JSON.stringify(requireObject(result.remedy).payout, null, '\t')}\n`,
				);
			session.printResult(result, () => {
				const { from, until, credit, remedy, ...rest } = requireObject(sanitize(result));
				return [
					`From ${textOf(from)} until ${textOf(until)}`,
					'',
					...table(
						[['Component', 'Uptime', 'Outages', 'Credit'], ...requireObjects(rest, 'credits').map(creditRow)],
						session.style,
						1,
					),
					'',
					...(remedy === null
						? ['No credit: no step of the policy is reached.']
						: [
								`Credit: ${textOf(credit)} %. Nothing is published. Write the apology, then:`,
								`  ${putCommand(requireObject(remedy), payoutFile)}`,
							]),
				];
			});
		});
}

function creditRow({ component, uptime, downMinutes, credit }: Readonly<Record<string, unknown>>): string[] {
	const share = typeof uptime === 'number' ? `${(uptime * 100).toFixed(2)} %` : '–';
	const name = component === null ? 'all together' : textOf(component);
	return [
		...[name, share, `${Number(downMinutes).toFixed(1)} min`],
		credit === null ? '–' : `${textOf(credit)} %`,
	];
}

/** What publishes the draft, once a person has written its words. */
function putCommand({ notice, offer }: Readonly<Record<string, unknown>>, payoutFile = 'FILE'): string {
	const { kind, summary } = requireObject(offer);
	return [
		'candor remedy put ID "TITLE" -m "APOLOGY" --expires 30d',
		...(notice === null ? [] : [`--notice ${textOf(notice)}`]),
		`--offer ${textOf(kind)} --summary ${quoted(textOf(summary))} --payout ${payoutFile}`,
	].join(' ');
}
