/** What stands below the options in `--help`. */
import { exitCodesHelp } from './exit.ts';

/** Each example a command that can be typed as it stands. */
export const examples = (...commands: readonly string[]): string =>
	`\nExamples:\n${commands.map((command) => `  ${command}`).join('\n')}\n`;

export const programHelp = `
A notice may be named by the beginning of its id, and left out where only one can be meant.

Environment:
  CANDOR_URL    the server (http://127.0.0.1:8787)
  CANDOR_TOKEN  the operator token. There is no option for it: what is typed on a
                command line ends up in process lists and in the shell's history.
  NO_COLOR      no colours

${exitCodesHelp}
${examples(
	'candor open "Checkout is failing" --impact major --component checkout --next-update 20m',
	'candor update "A fix is being rolled out." --phase identified --next-update 20m',
	'candor resolve "Payments work again."',
	'candor list',
	'candor watch',
)}`;
