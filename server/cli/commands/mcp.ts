/** `candor mcp`: the status page for a program that speaks the Model Context Protocol. */
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { openSession } from '../session.ts';

export function addMcp(program: Command, io: Io): void {
	program
		.command('mcp')
		.summary('read, and write drafts, over the Model Context Protocol')
		.description(
			'Runs a server of the Model Context Protocol on standard input and standard output. A program that starts it can read the state, the history, templates and drafts, and write drafts. It cannot publish, approve, post an update or end anything: a person does that. It has the role of the token. The end of standard input ends it.',
		)
		.addHelpText(
			'after',
			examples('candor mcp --profile prod', 'candor mcp --url https://status.example.com'),
		)
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const { stdio } = io;
			if (!stdio)
				throw new CliError(
					'usage',
					'"candor mcp" needs standard input and standard output. Start it as a program.',
				);
			// The libraries are large, and no other command needs them.
			const { serveTools } = await import('../mcp/serve-tools.ts');
			await serveTools(session, stdio);
		});
}
