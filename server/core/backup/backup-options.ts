/** The settings of backups (docs/how-to/backups.md). */
import { defaultRetention, type Retention } from './retention.ts';

export interface BackupOptions {
	/** The age recipients that can decrypt the backups. Empty: they are not encrypted. */
	readonly recipients: readonly string[];
	/** A folder or the address of a bucket; `null`: the server makes none by itself. */
	readonly target: string | null;
	/** When it makes them: a cron expression, in UTC. */
	readonly schedule: string;
	readonly retention: Retention;
	/** When it tries to restore the newest one: a cron expression, in UTC; `null`: it does not. */
	readonly verifySchedule: string | null;
	/** What age-keygen has written, to try it out; `null`: there is none. */
	readonly identity: string | null;
	/** The credentials and the region of a bucket: AWS_… */
	readonly environment: Readonly<Record<string, string>>;
}

export const backupDefaults = {
	schedule: '0 * * * *',
	retention: defaultRetention,
} as const satisfies Partial<BackupOptions>;
