/** The variables of backups (docs/how-to/backups.md). */
import { z } from 'zod';
import { type BackupOptions, backupDefaults } from '../core/backup/backup-options.ts';
import { cronOf } from '../core/backup/scheduled-job.ts';
import { isBucketAddress, readBucket } from '../core/bucket/bucket-address.ts';
import type { Environment } from './secrets.ts';
import { list } from './values.ts';

const cronHint = 'Use a cron expression of five fields, in UTC, such as 15 * * * * for every hour.';

const cron = z.string().refine((text) => {
	try {
		return cronOf(text).nextRun() !== null;
	} catch {
		return false;
	}
}, cronHint);

const plaintext = 'plaintext';
const recipientsHint =
	'Use the public keys that age-keygen prints, such as age1…, separated by commas, or plaintext for backups that anyone can read.';

const kept = z
	.string()
	.regex(/^\d{1,4}$/, 'Use a whole number from 0 to 9999.')
	.transform(Number);

const { retention } = backupDefaults;

export const backupVariables = {
	CANDOR_BACKUP_RECIPIENTS: list
		.refine(
			(entries) =>
				entries.join() === plaintext ||
				(entries.length > 0 && entries.every((entry) => /^age1[a-z\d]{50,3000}$/.test(entry))),
			recipientsHint,
		)
		.transform((entries) => (entries.join() === plaintext ? [] : entries))
		.optional(),
	CANDOR_BACKUP_TARGET: z.string().min(1).optional(),
	CANDOR_BACKUP_SCHEDULE: cron.default(backupDefaults.schedule),
	CANDOR_BACKUP_HOURLY: kept.default(retention.hourly),
	CANDOR_BACKUP_DAILY: kept.default(retention.daily),
	CANDOR_BACKUP_MONTHLY: kept.default(retention.monthly),
	CANDOR_BACKUP_VERIFY_SCHEDULE: cron.optional(),
	CANDOR_BACKUP_IDENTITY: z
		.string()
		.regex(
			/^AGE-SECRET-KEY-(?:PQ-)?1/m,
			'Use the file that age-keygen has written, with a line AGE-SECRET-KEY-1….',
		)
		.optional(),
};

type Variables = z.infer<z.ZodObject<typeof backupVariables>>;

/** What is missing, by the name of the variable. `environment`: has the credentials of a bucket. */
export function backupProblems(
	data: Variables,
	environment: Environment,
): readonly (readonly [name: string, message: string])[] {
	const { CANDOR_BACKUP_TARGET: target, CANDOR_BACKUP_RECIPIENTS: recipients } = data;
	const problems: [name: string, message: string][] = [];
	if (target !== undefined && recipients === undefined)
		problems.push([
			'CANDOR_BACKUP_RECIPIENTS',
			`Set it as well, because CANDOR_BACKUP_TARGET is set. ${recipientsHint}`,
		]);
	if (target !== undefined) problems.push(...targetProblems(target, environment));
	if (data.CANDOR_BACKUP_VERIFY_SCHEDULE === undefined) return problems;
	if (target === undefined)
		problems.push(['CANDOR_BACKUP_TARGET', 'Set it as well, because CANDOR_BACKUP_VERIFY_SCHEDULE is set.']);
	if (recipients !== undefined && recipients.length > 0 && data.CANDOR_BACKUP_IDENTITY === undefined)
		problems.push([
			'CANDOR_BACKUP_IDENTITY',
			'Set CANDOR_BACKUP_IDENTITY_FILE as well: a backup cannot be restored without the identity of one of its recipients.',
		]);
	return problems;
}

function targetProblems(target: string, environment: Environment): [name: string, message: string][] {
	if (!isBucketAddress(target))
		return /^[a-z][a-z\d+.-]+:\/\//i.test(target)
			? [['CANDOR_BACKUP_TARGET', 'Use a folder, or a bucket such as s3://my-bucket/backups.']]
			: [];
	try {
		readBucket(environment, target);
		return [];
	} catch (error) {
		return [['CANDOR_BACKUP_TARGET', (error as Error).message]];
	}
}

/** `null`: the server makes no backups, on schedule or for an operator. */
export function backupsOf(data: Variables, environment: Environment): BackupOptions | null {
	const { CANDOR_BACKUP_RECIPIENTS: recipients } = data;
	if (recipients === undefined) return null;
	return {
		recipients,
		target: data.CANDOR_BACKUP_TARGET ?? null,
		schedule: data.CANDOR_BACKUP_SCHEDULE,
		retention: {
			hourly: data.CANDOR_BACKUP_HOURLY,
			daily: data.CANDOR_BACKUP_DAILY,
			monthly: data.CANDOR_BACKUP_MONTHLY,
		},
		verifySchedule: data.CANDOR_BACKUP_VERIFY_SCHEDULE ?? null,
		identity: data.CANDOR_BACKUP_IDENTITY ?? null,
		environment: Object.fromEntries(
			Object.entries(environment).flatMap(([name, value]) =>
				name.startsWith('AWS_') && value ? [[name, value]] : [],
			),
		),
	};
}
