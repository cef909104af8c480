/** `candor import` with files, and with a server that answers as another product does. */
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import type { Io } from '../../../../server/cli/io.ts';
import { listen, type Result, runCli, startServer, type TestServer } from '../harness.ts';

/** A recorded answer, or several by their names. */
export const fixture = (name: string): Record<string, unknown> =>
	JSON.parse(readFileSync(`test/server/cli/import/fixtures/${name}.json`, 'utf8'));

export interface ImportRecordLike {
	readonly kind: string;
	readonly id: string;
	// biome-ignore lint/suspicious/noExplicitAny: tests read single fields of JSON
	readonly value: any;
}

export interface Candor extends TestServer {
	/** Runs a command with files of these names. */
	run(argv: readonly string[], files?: Readonly<Record<string, unknown>>, io?: Partial<Io>): Promise<Result>;
	/** All public records. */
	records(): Promise<readonly ImportRecordLike[]>;
	/** The public records of a kind, by their ids. */
	of(kind: string): Promise<Readonly<Record<string, ImportRecordLike['value']>>>;
}

export async function aCandor(context: TestContext): Promise<Candor> {
	const server = await startServer(context);
	const run: Candor['run'] = (argv, files = {}, io = {}) =>
		runCli(argv, {
			url: server.url,
			clock: server.clock,
			io: {
				readFile: async (path) => {
					const content = files[path];
					if (typeof content === 'string') return content;
					if (content !== undefined) return JSON.stringify(content);
					throw Object.assign(new Error('none'), { code: 'ENOENT' });
				},
				...io,
			},
		});
	const records = async () => {
		const { code, out, err } = await run(['export']);
		if (code !== 0) throw new Error(err);
		return JSON.parse(out).records as readonly ImportRecordLike[];
	};
	return Object.assign(server, {
		run,
		records,
		of: async (kind: string) =>
			Object.fromEntries(
				(await records()).filter((each) => each.kind === kind).map(({ id, value }) => [id, value]),
			),
	});
}

/** A server of another product: JSON by path, without the query. Returns its address and the requests. */
export async function aProduct(context: TestContext, answers: Readonly<Record<string, unknown>>) {
	const requests: { readonly url: string; readonly authorization: string | undefined }[] = [];
	const address = await listen(context, (request, response) => {
		const { pathname } = new URL(request.url ?? '', 'http://localhost');
		requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
		const answer = answers[pathname];
		if (answer === undefined) return void response.writeHead(404).end('Not here');
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	return { address, requests };
}
