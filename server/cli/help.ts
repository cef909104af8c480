/** The text below the options in `--help`. */
import { exitCodesHelp } from './exit-codes.ts';

/** Each example is a command that can be typed as it is. */
export const examples = (...commands: readonly string[]): string =>
	`\nExamples:\n${commands.map((command) => `  ${command}`).join('\n')}\n`;

export const programHelp = `
Name a notice by its id or by the beginning of its id. If only one notice is open,
leave the id out.

Environment:
  CANDOR_URL      the server (http://127.0.0.1:8787)
  CANDOR_PROFILE  the profile, where no option and no CANDOR_URL names a server
  CANDOR_TOKEN    the operator token. There is no option for it, because a command line
                  is visible in process lists and in the shell's history.
                  CANDOR_TOKEN_FILE names a file with it instead.
  NO_COLOR        no colours

${exitCodesHelp}
${examples(
	'candor open "Checkout is failing" --impact major --component checkout --next-update 20m',
	'candor update "A fix is being rolled out." --phase identified --next-update 20m',
	'candor resolve "Payments work again."',
	'candor list',
	'candor watch',
)}`;
