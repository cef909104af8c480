/** Sends an import, one request for each notice with all that belongs to it. */
import { type ApiClient, createClient } from '../api/client.ts';
import { importedRecords } from '../api/expectations.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import type { Batch } from './batch.ts';
import type { Plan } from './plan.ts';
import { progressOn } from './progress.ts';
import type { Remark } from './source.ts';

export interface Imported {
	/** How many records were added. */
	readonly added: number;
	/** What the server refused. */
	readonly refused: readonly Remark[];
}

/** Components of one request. */
const mostComponents = 200;

/**
 * `isStrict`: ends with the first record that the server refuses. Throws a CliError when the server
 * cannot be reached; a repetition of the command goes on from there.
 */
export async function runImport(session: Session, plan: Plan, isStrict: boolean): Promise<Imported> {
	const { io, settings } = session;
	if (settings.profile !== null)
		session.printProgress(`Sending to ${settings.profile} (${settings.url.host}).`);
	// Named once, and not for each request.
	const client = createClient(io, { ...settings, profile: null }, session.printProgress);
	const batches = [...together(plan.first), ...plan.rest];
	const progress = await progressOn(
		session.json ? undefined : io.terminal,
		batches.length,
		session.printProgress,
	);
	const refused: Remark[] = [];
	let added = 0;
	let done = 0;
	try {
		for (const batch of batches) {
			try {
				added += await send(client, batch);
			} catch (error) {
				const isRefusal = error instanceof CliError && error.exit === 'refused';
				if (!isRefusal || isStrict) throw interrupted(error, batch, done, batches.length);
				refused.push({ place: batch.place, message: `${batch.title}: ${error.message}` });
			}
			done += 1;
			progress.advance();
		}
	} finally {
		progress.stop(`${done} of ${batches.length}`);
	}
	return { added, refused };
}

/** Components in few commits: every open page receives each of them. */
function together(first: readonly Batch[]): Batch[] {
	const [head] = first;
	if (!head) return [];
	const parts: Batch[] = [];
	for (let start = 0; start < first.length; start += mostComponents)
		parts.push({
			...head,
			title: 'Page and components',
			records: first.slice(start, start + mostComponents).flatMap(({ records }) => records),
		});
	return parts;
}

async function send(client: ApiClient, { records }: Batch): Promise<number> {
	const request = {
		method: 'POST',
		path: 'v1/records',
		body: { records },
		expectation: importedRecords,
	} as const;
	const { added } = (await client.write(request)) as { readonly added: number };
	return added;
}

function interrupted(error: unknown, { place, title }: Batch, done: number, total: number): unknown {
	if (!(error instanceof CliError)) return error;
	const sentence = `${error.message} It stopped at ${place} ("${title}"): ${done} of ${total} are imported. Run the same command again: it goes on from there.`;
	return new CliError(error.exit, sentence, error.code, error.issues);
}
