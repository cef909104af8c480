/** `candor origins`: further servers of the same log, which open pages learn from the page record. */
import type { Command } from 'commander';
import { storedOrigins } from '../api/expectations.ts';
import { requireObject, unexpectedResponse } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { addDryRunOption } from '../options/write-options.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

interface SetOptions {
	readonly none?: boolean;
}

export function addOrigins(program: Command, io: Io): void {
	const origins = program
		.command('origins')
		.summary('further servers, for pages whose tag does not name them')
		.description(
			'Shows the further servers of the same log. Pages that pin keys ask them too, after the servers of their tag.',
		)
		.addHelpText('after', examples('candor origins', 'candor origins set https://status.example.net'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const found = await readOrigins(session);
			session.printResult(found, () => lines(found.origins));
		});
	addSet(origins, io);
}

function addSet(origins: Command, io: Io): void {
	const set = origins
		.command('set')
		.summary('replace the list of further servers')
		.description(
			'Replaces the list of further servers, at most five. Every open page that pins keys learns it within a second. Only an admin may do this.',
		)
		.argument('[urls...]', 'the addresses, such as https://status.example.net')
		.option('--none', 'empty the list');
	addDryRunOption(set)
		.addHelpText(
			'after',
			examples(
				'candor origins set https://status.example.net https://status.example.org',
				'candor origins set --none',
			),
		)
		.action(async (urls: readonly string[], { none = false }: SetOptions, self: Command) => {
			if (none === urls.length > 0)
				throw new CliError('usage', 'Name the servers, or empty the list with --none.');
			const session = openSession(io, self);
			const before = await readOrigins(session);
			const written = await session.client.write({
				method: 'PUT',
				path: 'v1/origins',
				body: { origins: urls.map((url) => url.replace(/\/+$/, '')) },
				expectation: storedOrigins,
				ifMatch: before.seq,
			});
			session.printResult(written, () => [
				`Changed. Before: ${before.origins.map(oneLine).join(' ') || 'none'}`,
				...lines(originsIn(written).origins),
			]);
		});
}

interface Origins {
	readonly seq: number;
	readonly origins: readonly string[];
}

function originsIn(body: unknown): Origins {
	const { seq, origins } = requireObject(body);
	if (typeof seq !== 'number' || !Array.isArray(origins) || origins.some((each) => typeof each !== 'string'))
		throw unexpectedResponse('"origins" is missing from it');
	return { seq, origins };
}

const readOrigins = async (session: Session): Promise<Origins> =>
	originsIn(await session.client.read('v1/origins'));

const lines = (origins: readonly string[]): string[] =>
	origins.length > 0 ? origins.map(oneLine) : ['No further servers. Pages use those of their script tag.'];
