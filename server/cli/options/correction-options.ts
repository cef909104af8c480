/** The options that the commands which correct something have in common. */
import type { Command } from 'commander';
import { addWriteOptions, type WriteOptions } from './write-options.ts';

export interface CorrectionOptions extends WriteOptions {
	readonly yes?: boolean;
}

/** The argument that names an update. */
export const updateArgumentHelp = 'id of the update or its beginning; "candor show" prints the ids';
export const ofNoticeHelp = 'the notice of the update; default: the newest 100 notices are searched';

export const addCorrectionOptions = (command: Command, { asks = false } = {}): Command => {
	if (asks) command.option('--yes', 'do not ask; needed without a terminal');
	return addWriteOptions(command);
};

/**
 * Only if the record is still as it was shown. With a key of its own, a command may be repeated
 * after the record has changed: then only `--if-match` counts.
 */
export const versionFrom = ({ ifMatch, idempotencyKey }: WriteOptions, shown: number): WriteOptions => ({
	...(idempotencyKey !== undefined && { idempotencyKey }),
	...(ifMatch !== undefined ? { ifMatch } : idempotencyKey === undefined ? { ifMatch: shown } : {}),
});
