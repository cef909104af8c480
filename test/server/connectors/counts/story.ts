/** Servers that count, and the pages of visitors that send their counts. */
import type { TestContext } from 'node:test';
import type { CandorOptions } from '../../../../server/index.ts';
import type { CountEntry } from '../../../../src/model/counts.ts';
import { aServer, type TestServer } from '../../../support/server.ts';

export const pro = { attribute: 'plan', value: 'pro' };
export const team = { attribute: 'plan', value: 'team' };

export const send = ({ request }: TestServer, counts: readonly unknown[]) =>
	request('/v1/counts', { method: 'POST', body: JSON.stringify({ counts }) });

/** A server with the notice `n` for the plans `pro` and `team`, with two updates. */
export async function aCountingServer(context: TestContext, options: CandorOptions = {}) {
	const server = await aServer(context, { counts: true, ...options });
	const audience = { attributes: { plan: ['pro', 'team'] } };
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Checkout fails', body: 'We look.', audience });
	await server.write('POST', '/v1/notices/n/updates', { body: 'We found it.' });
	/** So many visitors send these entries. */
	const visitors = async (count: number, ...entries: CountEntry[]) => {
		for (let visitor = 0; visitor < count; visitor++) await send(server, entries);
	};
	const counts = async (id = 'n') => (await server.write('GET', `/v1/notices/${id}/counts`)).body;
	/** The counts of the update 2, and of one of its groups. */
	const second = async () => {
		const [{ update, counts: all, audiences }] = (await counts()).updates;
		return {
			update,
			all,
			of: (value: string) => audiences.find((each: typeof pro) => each.value === value).counts,
		};
	};
	return { ...server, server, visitors, counts, second };
}
