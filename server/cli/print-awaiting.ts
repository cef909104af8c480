import type { AwaitsApproval } from './awaits-approval.ts';
import type { Io } from './io.ts';
import { styleOf } from './render/style.ts';
import { waitingDraftLines } from './render/waiting-draft.ts';
import { safeJson, sanitize } from './terminal-text.ts';

/** Prints what waits for a second person, and how it is approved. */
export function printAwaiting({ draft, message }: AwaitsApproval, json: boolean, io: Io): void {
	const lines = json ? [safeJson(draft)] : [message, '', ...waitingDraftLines(sanitize(draft), styleOf(io))];
	io.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
