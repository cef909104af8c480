/** The public records of the server, page by page. */
import type { ApiClient } from '../api/client.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';

/** The keys of records, `notice/checkout-down`. */
export type Existing = ReadonlySet<string>;

/** Throws a CliError where the server is too old. */
export async function* publicRecords(
	client: ApiClient,
): AsyncGenerator<{ readonly seq: number; readonly records: readonly JsonObject[] }> {
	for (let query = ''; ; ) {
		const page = requireObject(await readPage(client, `v1/records?limit=1000${query}`));
		yield { seq: Number(page.seq), records: requireObjects(page, 'records') };
		if (typeof page.next !== 'string') return;
		query = `&cursor=${encodeURIComponent(page.next)}`;
	}
}

async function readPage(client: ApiClient, path: string): Promise<unknown> {
	try {
		return await client.read(path, { asOperator: true });
	} catch (error) {
		if (!(error instanceof CliError) || error.code !== 'not-found') throw error;
		throw new CliError(
			'refused',
			'This server is too old for this command. Nothing was sent. Update the server.',
			'unsupported-version',
		);
	}
}
