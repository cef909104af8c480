/** The only reader of the environment. Every mistake in it is named at once. */
import { z } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import { defaultHeartbeatMs } from '../../src/model/wire/delivery.ts';
import type { ReportOptions } from '../connectors/visitor-reports/failure-reports.ts';
import { parseRange } from '../streaming/admission/address.ts';
import { count, duration, list } from './values.ts';

export interface Config {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** The folder that holds the database. */
	readonly data: string;
	/** An operator token for automation, beside those that the private store knows. */
	readonly token: string | null;
	/** The web origins that may read and write; `null`: every page may read, none but the server's own may write. */
	readonly origins: readonly string[] | null;
	/** Every how many milliseconds a comment shows that a stream lives. */
	readonly heartbeatMs: number;
	/** How many streams may be open, and how many of them from one address; `null`: as `createCandor` does. */
	readonly readerLimit: number | null;
	readonly readersPerAddress: number | null;
	/** Whose `X-Forwarded-For` is believed; `null`: nobody's, and this machine is not limited by address. */
	readonly trustedProxies: readonly string[] | null;
	/** How many more processes take readers. */
	readonly workers: number;
	/** After about how many milliseconds a stream is moved on; 0: never. */
	readonly rotationMs: number;
	/** Over how many milliseconds at the most the end of all streams is spread. */
	readonly drainMs: number;
	/** Whether service workers may answer for pages that cannot be loaded. */
	readonly takeover: boolean;
	/** The file with the signing keys; `null`: `keys.json` in the data folder, where there is one. */
	readonly keys: string | null;
	/** How long a signature is good for. */
	readonly signatureDays: number;
	/** Whether visitors' pages may send anonymous counts, and when these raise a draft; `null`: they may not. */
	readonly reports: Required<ReportOptions> | null;
	readonly logLevel: string;
	/** The data comes from a backup: the log gets a new identity. */
	readonly restored: boolean;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
	message: 'Use origins such as https://app.example.com: no path, no slash at the end.',
});

const isNone = (entries: readonly string[]): boolean => entries.join() === 'none';

const variables = z.object({
	CANDOR_HOST: z.string().min(1).default('127.0.0.1'),
	CANDOR_PORT: z
		.string()
		.regex(/^\d{1,5}$/, 'Use a number from 0 to 65535; 0 takes any free port.')
		.transform(Number)
		.pipe(z.int().max(65_535, 'Use a number from 0 to 65535; 0 takes any free port.'))
		.default(8787),
	CANDOR_DATA: z.string().min(1).default('candor-data'),
	CANDOR_TOKEN: z
		.string()
		.regex(
			/^[\x21-\x7e]{8,200}$/,
			'Use 8 to 200 visible ASCII characters without spaces; 32 random ones are a good choice.',
		)
		.optional(),
	CANDOR_ORIGINS: list
		.transform((origins) => origins.map((each) => each.replace(/\/$/, '')))
		.pipe(z.array(origin).min(1, 'Name at least one origin, or leave the variable out.'))
		.optional(),
	CANDOR_HEARTBEAT: duration('15s', '100ms', '300s').default(defaultHeartbeatMs),
	CANDOR_READERS: count.optional(),
	CANDOR_READERS_PER_ADDRESS: count.optional(),
	CANDOR_TRUSTED_PROXIES: list
		.refine(
			(entries) =>
				isNone(entries) || (entries.length > 0 && entries.every((entry) => parseRange(entry) !== null)),
			{
				message: 'Use addresses and ranges such as 10.0.0.5 or 10.0.0.0/8, with commas between, or none.',
			},
		)
		.transform((entries) => (isNone(entries) ? [] : entries))
		.optional(),
	CANDOR_WORKERS: z
		.string()
		.regex(
			/^(?:\d|[1-5]\d|6[0-4])$/,
			'Use a whole number from 0 to 64; the number of cores less one is a good choice.',
		)
		.transform(Number)
		.default(0),
	CANDOR_ROTATION: duration('1h', '0s', '168h').default(3_600_000),
	CANDOR_DRAIN: duration('60s', '0s', '1h').default(8_000),
	CANDOR_TAKEOVER: z.enum(['on', 'off'], { message: 'Use on or off.' }).default('on'),
	CANDOR_KEYS: z.string().min(1).optional(),
	CANDOR_SIGNATURE_DAYS: z
		.string()
		.regex(/^(?:[1-9]|[1-8]\d|90)$/, 'Use a whole number of days from 1 to 90.')
		.transform(Number)
		.default(7),
	CANDOR_REPORTS: z.enum(['on'], { message: 'Use on, or leave the variable out.' }).optional(),
	CANDOR_REPORTS_THRESHOLD: count.default(20),
	CANDOR_REPORTS_WINDOW: duration('5m', '10s', '1h').default(300_000),
	CANDOR_REGION_HEADER: z
		.string()
		.regex(/^[a-z0-9-]{1,60}$/i, 'Use the name of a request header, such as cf-ipcountry.')
		.optional(),
	CANDOR_RESTORED: z
		.enum(['yes'], { message: 'Use yes, for one start after restoring a backup.' })
		.optional(),
	CANDOR_LOG_LEVEL: z.enum(logLevels, { message: `Use one of ${logLevels.join(', ')}.` }).default('info'),
});

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws CandorError `invalid`, which names each variable that is wrong and what to put there. */
export function readConfig(environment: Environment): Config {
	// A variable that is set to nothing is one that somebody meant to leave out.
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
	const parsed = variables.safeParse(given);
	if (!parsed.success) {
		const issues = parsed.error.issues.map(({ path, message }) => ({ path: String(path[0]), message }));
		const lines = issues.map(({ path, message }) => `  ${path}: ${message}`);
		throw new CandorError('invalid', `The environment cannot be used:\n${lines.join('\n')}`, issues);
	}
	const { data } = parsed;
	return {
		host: data.CANDOR_HOST,
		port: data.CANDOR_PORT,
		data: data.CANDOR_DATA,
		token: data.CANDOR_TOKEN ?? null,
		origins: data.CANDOR_ORIGINS ?? null,
		heartbeatMs: data.CANDOR_HEARTBEAT,
		readerLimit: data.CANDOR_READERS ?? null,
		readersPerAddress: data.CANDOR_READERS_PER_ADDRESS ?? null,
		trustedProxies: data.CANDOR_TRUSTED_PROXIES ?? null,
		workers: data.CANDOR_WORKERS,
		rotationMs: data.CANDOR_ROTATION,
		drainMs: data.CANDOR_DRAIN,
		takeover: data.CANDOR_TAKEOVER === 'on',
		keys: data.CANDOR_KEYS ?? null,
		signatureDays: data.CANDOR_SIGNATURE_DAYS,
		reports:
			data.CANDOR_REPORTS === 'on'
				? {
						threshold: data.CANDOR_REPORTS_THRESHOLD,
						windowMs: data.CANDOR_REPORTS_WINDOW,
						regionHeader: data.CANDOR_REGION_HEADER ?? null,
					}
				: null,
		logLevel: data.CANDOR_LOG_LEVEL,
		restored: data.CANDOR_RESTORED === 'yes',
	};
}
