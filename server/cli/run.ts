/** The command line as a function of its arguments: prints the result, returns the exit code. */
import { Command, CommanderError } from 'commander';
import { CandorError } from '../../src/model/errors.ts';
import { AwaitsApproval } from './awaits-approval.ts';
import { CliError } from './cli-error.ts';
import { addCommands } from './command-table.ts';
import { DryRunEnd } from './dry-run-end.ts';
import { exitCodes, exitFor } from './exit-codes.ts';
import { addGlobalOptions } from './global-options.ts';
import { programHelp } from './help.ts';
import type { Io } from './io.ts';
import { keptPaths, keptText, removeKeptFiles } from './kept-files.ts';
import { printError } from './print-error.ts';

/** Runs a command and returns the exit code. `argv`: the arguments without the program's name. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
	const json = argv.includes('--json');
	try {
		assertNoTokenIn(argv);
		const program = createProgram(io, json);
		await addCommands(program, io, argv);
		await program.parseAsync(argv, { from: 'user' });
		removeKeptFiles(io);
		return exitCodes.done;
	} catch (error) {
		// Commander throws after it has printed the help or the version.
		if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
		const kept = keptText(io);
		if (error instanceof AwaitsApproval) {
			const { printAwaiting } = await import('./print-awaiting.ts');
			printAwaiting(error, json, io);
			removeKeptFiles(io);
			return exitCodes.waiting;
		}
		if (error instanceof DryRunEnd) {
			if (kept !== '') io.stderr.write(`${json ? JSON.stringify({ kept: keptPaths(io) }) : kept.trim()}\n`);
			return exitCodes[error.exit];
		}
		const { exit, message, code, issues } = toCliError(error);
		printError(new CliError(exit, `${message}${kept}`, code, issues), json, io);
		return exitCodes[exit];
	}
}

function createProgram(io: Io, json: boolean): Command {
	const program = new Command('candor')
		.description('Shows customers what is broken, what still works, and when the next update is due.')
		.version(io.version);
	return addGlobalOptions(program)
		.configureHelp({ showGlobalOptions: true })
		.configureOutput({
			writeOut: (text) => io.stdout.write(text),
			// With --json, stderr is for the error alone.
			writeErr: (text) => json || io.stderr.write(text),
			getOutHelpWidth: () => io.stdout.columns ?? 100,
			getErrHelpWidth: () => io.stderr.columns ?? 100,
			// `run` prints the errors.
			outputError: () => {},
		})
		.exitOverride()
		.addHelpText('after', programHelp);
}

/** Runs before the parser, whose own error would repeat the secret. */
function assertNoTokenIn(argv: readonly string[]): void {
	if (!argv.some((argument) => argument === '--token' || argument.startsWith('--token='))) return;
	throw new CliError(
		'usage',
		'A token on the command line is visible in process lists and in the shell’s history. Set CANDOR_TOKEN, or name a file with --token-file.',
	);
}

function toCliError(error: unknown): CliError {
	if (error instanceof CliError) return error;
	if (error instanceof CandorError)
		return new CliError(exitFor(error.code, 0), error.message, error.code, error.issues);
	if (error instanceof CommanderError) return new CliError('usage', usageMessage(error));
	const [, missing] = isNotFound(error) ? (/package '([^']+)'/.exec(error.message) ?? []) : [];
	if (missing)
		return new CliError(
			'usage',
			`The package ${missing} is not installed, and this command needs it: run "npm install candor-server" again.`,
			'internal',
		);
	const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return new CliError('refused', `An internal error of candor: ${reason}`, 'internal');
}

/** Whether Node could not import a package. */
const isNotFound = (error: unknown): error is Error =>
	error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';

/** Commander's message as a sentence, with what to do next. */
function usageMessage({ code, message }: CommanderError): string {
	if (code === 'commander.help') return 'Name a command. "candor --help" lists them.';
	const text = message.replace(/^error: /, '').replaceAll('\n', ' ');
	const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`;
	// The parsers of option values already say what to write instead.
	if (code === 'commander.invalidArgument') return sentence;
	if (code === 'commander.unknownOption')
		return `${sentence} Add --help to the command to see its options. If it is a text that begins with a hyphen, write -- before it: candor open -- "-5 °C in the server room".`;
	if (code !== 'commander.excessArguments')
		return `${sentence} Add --help to the command to see how to use it.`;
	const advice = / for 'open'/.test(message)
		? 'The message follows -m: candor open "Checkout is failing" -m "What customers should know".'
		: 'Add --help to the command to see which options take the others.';
	return `${sentence} Put words that belong together in quotes. ${advice}`;
}
