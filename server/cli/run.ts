/** The command line as a function: arguments in, words out, an exit code back. */
import { Command, CommanderError } from 'commander';
import { CandorError } from '../../src/model/errors.ts';
import { addEdit, addPhase, addRetract } from './commands/change.ts';
import { addComponents } from './commands/components.ts';
import { addDraft, addDrafts } from './commands/drafts.ts';
import { addKeys } from './commands/keys.ts';
import { addMirror } from './commands/mirror.ts';
import { addOpen } from './commands/open.ts';
import { addPage } from './commands/page.ts';
import { addPostmortem } from './commands/postmortem.ts';
import { addList, addShow } from './commands/read.ts';
import { addRemedy } from './commands/remedy.ts';
import { addReports } from './commands/reports.ts';
import { addServe } from './commands/serve.ts';
import { addToken } from './commands/token.ts';
import { addReopen, addResolve, addUpdate } from './commands/update.ts';
import { addWatch } from './commands/watch.ts';
import { exitCodes, exitFor, Failure } from './exit.ts';
import { programHelp } from './help.ts';
import type { Io } from './io.ts';
import { report } from './print-failure.ts';

/** Carries out one command line, without the programme's own name, and gives the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
	const json = argv.includes('--json');
	try {
		refuseTokenOnCommandLine(argv);
		await programOf(io, json).parseAsync(argv, { from: 'user' });
		return exitCodes.done;
	} catch (error) {
		// Help and the version were asked for and have been printed.
		if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
		const failure = failureOf(error);
		report(failure, json, io);
		return exitCodes[failure.exit];
	}
}

function programOf(io: Io, json: boolean): Command {
	const program = new Command('candor')
		.description('Tells customers what is broken, what is not, and when they hear more.')
		.version(io.version)
		.option('--url <url>', 'the server (CANDOR_URL, http://127.0.0.1:8787)')
		.option('--token-file <path>', 'a file that holds the operator token, instead of CANDOR_TOKEN')
		.option('--allow-http', 'send the token over http: to another machine, where the network is trusted')
		.option('--json', 'print one JSON document to stdout, and errors as JSON to stderr')
		.configureHelp({ showGlobalOptions: true })
		.configureOutput({
			writeOut: (text) => io.stdout.write(text),
			// Under --json stderr holds the error alone.
			writeErr: (text) => json || io.stderr.write(text),
			getOutHelpWidth: () => io.stdout.columns ?? 100,
			getErrHelpWidth: () => io.stderr.columns ?? 100,
			// Errors are printed in one place, below.
			outputError: () => {},
		})
		.exitOverride()
		.addHelpText('after', programHelp);
	const commands = [
		addOpen,
		addUpdate,
		addResolve,
		addPhase,
		addEdit,
		addReopen,
		addRetract,
		addList,
		addShow,
		addWatch,
		addReports,
		addDrafts,
		addDraft,
		addRemedy,
		addPostmortem,
		addComponents,
		addPage,
		addToken,
		addKeys,
		addMirror,
		addServe,
	];
	for (const add of commands) add(program, io);
	return program;
}

/** Refused before anything is parsed, since the parser's own message would repeat the secret. */
function refuseTokenOnCommandLine(argv: readonly string[]): void {
	if (!argv.some((argument) => argument === '--token' || argument.startsWith('--token='))) return;
	throw new Failure(
		'usage',
		'A token on the command line shows in process lists and in the shell’s history. Put it into CANDOR_TOKEN, or into a file named with --token-file.',
	);
}

function failureOf(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (error instanceof CandorError)
		return new Failure(exitFor(error.code, 0), error.message, error.code, error.issues);
	if (error instanceof CommanderError) return new Failure('usage', sentenceOf(error));
	const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return new Failure('refused', `Something went wrong in candor itself: ${reason}`, 'internal');
}

/** Commander's own words as a sentence, with what to do next. */
function sentenceOf({ code, message }: CommanderError): string {
	if (code === 'commander.help') return 'Name a command. "candor --help" lists them.';
	const words = message.replace(/^error: /, '').replaceAll('\n', ' ');
	const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.)]$/.test(words) ? '' : '.'}`;
	// A value's own sentence has said what to write instead.
	if (code === 'commander.invalidArgument') return sentence;
	return code === 'commander.excessArguments'
		? `${sentence} Put words that belong together in quotes.`
		: `${sentence} Add --help to the command to see how it is used.`;
}
