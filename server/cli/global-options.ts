/** The options of every command. */
import type { Command } from 'commander';

/** Their names, as they are typed; the next argument is the value. */
export const valueOptions: readonly string[] = ['--url', '--profile', '--token-file'];

export const addGlobalOptions = (program: Command): Command =>
	program
		.option('--url <url>', 'the server (CANDOR_URL, http://127.0.0.1:8787)')
		.option('--profile <name>', 'the server and the token of a profile (CANDOR_PROFILE)')
		.option('--token-file <path>', 'a file with the operator token, instead of CANDOR_TOKEN')
		.option('--allow-http', 'send the token over http: to another machine, on a network that you trust')
		.option('--json', 'print one JSON document to stdout, and errors as JSON to stderr');
