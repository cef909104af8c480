/**
 * The configuration of `candor serve`, from environment variables. It is one table, so that each
 * name stands once; groups of variables that belong together have files of their own.
 */
import { z } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import { type SecondPersonReason, secondPersonReasons } from '../../src/model/vocabulary.ts';
import { candorDefaults } from '../candor-options.ts';
import type { AssistantOptions } from '../connectors/assistant/assistant-options.ts';
import type { ChannelOptions } from '../connectors/channels/channels.ts';
import type { ContactOptions } from '../connectors/contact/contact-options.ts';
import type { EmailOptions } from '../connectors/email/email-options.ts';
import type { OriginsHookOptions } from '../connectors/origins/origins-hook.ts';
import type { SlackOptions } from '../connectors/slack/slack-options.ts';
import { type ReportOptions, reportDefaults } from '../connectors/visitor-reports/failure-reports.ts';
import type { PushOptions } from '../connectors/web-push/push-options.ts';
import type { BackupOptions } from '../core/backup/backup-options.ts';
import { originProblem } from '../core/origin-list.ts';
import { databaseAddressProblem } from '../core/postgres/database-address.ts';
import type { MetricsAccess } from '../http/context.ts';
import type { OpenIdOptions } from '../http/openid/provider.ts';
import { accentProblem, logoProblem } from '../site/pages/look.ts';
import { parseRange } from '../streaming/admission/address.ts';
import { type StreamingOptions, streamingDefaults } from '../streaming/streaming-options.ts';
import { assistantOf, assistantProblems, assistantVariables } from './assistant.ts';
import { backupProblems, backupsOf, backupVariables } from './backups.ts';
import { contactOf, contactVariables } from './contact.ts';
import { emailOf, emailProblems, emailVariables } from './email.ts';
import { openIdOf, openIdProblems, openIdVariables } from './openid.ts';
import { originsHookOf, originsHookProblems, originsHookVariables } from './origins-hook.ts';
import { pushOf, pushProblems, pushVariables } from './push.ts';
import { reviewLanes } from './review.ts';
import { type Environment, resolveSecrets } from './secrets.ts';
import { slackOf, slackProblems, slackVariables } from './slack.ts';
import { count, duration, list, publicUrl } from './values.ts';

export interface Config extends Required<Omit<StreamingOptions, 'policy'>> {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** The folder with the embedded database and the key file. */
	readonly data: string;
	/** The address of a Postgres database in its place; `null`: none. */
	readonly database: string | null;
	/** An operator token for automation, in addition to those in the private store. */
	readonly token: string | null;
	/**
	 * The web origins that may read and write; `null`: every page may read, and only pages of the
	 * server's own host may write.
	 */
	readonly origins: readonly string[] | null;
	/** The number of worker processes, in addition to the primary process. */
	readonly workers: number;
	/** The file with the signing keys; `null`: `keys.json` in the data folder, if it exists. */
	readonly keys: string | null;
	/** The number of days that a signature is valid. */
	readonly signatureDays: number;
	/** Which failure counts raise a draft; `null`: the server accepts no failure counts. */
	readonly reports: Required<ReportOptions> | null;
	readonly counts: boolean;
	/** The name or the file of the policy pack; `null`: none. */
	readonly pack: string | null;
	/** What needs a second person. */
	readonly secondPersonFor: readonly SecondPersonReason[];
	/** The lanes that review drafts which wait. */
	readonly reviewLanes: readonly LaneLimit[];
	/** What the console shows beside the page's name; `null`: nothing. */
	readonly environment: string | null;
	/** The address of the server for readers; `null`: the host of each request. */
	readonly publicUrl: string | null;
	/** Whether there is a status page at `/`. */
	readonly site: boolean;
	/** The address of the logo of the status page; `null`: none. */
	readonly siteLogo: string | null;
	/** The colour of its links, `#rrggbb`; `null`: the usual one. */
	readonly siteAccent: string | null;
	/** Who may read the metrics. */
	readonly metrics: MetricsAccess;
	/** The inside addresses that channels may reach. */
	readonly channels: Required<Pick<ChannelOptions, 'allowed'>>;
	/** How the server sends e-mails; `null`: it sends none. */
	readonly email: EmailOptions | null;
	readonly push: PushOptions | null;
	readonly contact: ContactOptions | null;
	/** The identity provider of operators; `null`: none. */
	readonly openId: OpenIdOptions | null;
	/** The language model that suggests texts; `null`: none. */
	readonly assistant: AssistantOptions | null;
	/** What is called when the list of origins changes; `null`: nothing. */
	readonly originsHook: OriginsHookOptions | null;
	/** How Slack is connected; `null`: it is not. */
	readonly slack: SlackOptions | null;
	/** How the server makes backups; `null`: it makes none. */
	readonly backups: BackupOptions | null;
	readonly logLevel: string;
	/** The data was restored from a backup: the log gets a new identity. */
	readonly restored: boolean;
	/** Signing was ended on purpose: a missing key file does not prevent the start. */
	readonly unsigned: boolean;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A text of which `problemOf` says what is wrong with it, or `null`. */
const usable = (problemOf: (text: string) => string | null | undefined) =>
	z.string().superRefine((text, context) => {
		const message = problemOf(text);
		if (message) context.addIssue({ code: 'custom', message });
	});

const origin = usable(originProblem);

const secondPersonHint = `Use on, or some of ${secondPersonReasons.join(', ')}, separated by commas.`;

const insideHint = 'Use addresses and ranges such as 10.0.0.5 or 10.0.0.0/8, separated by commas.';

const isNone = (entries: readonly string[]): boolean => entries.join() === 'none';

const variables = z
	.object({
		...openIdVariables,
		...emailVariables,
		...pushVariables,
		...contactVariables,
		...assistantVariables,
		...originsHookVariables,
		...slackVariables,
		...backupVariables,
		CANDOR_HOST: z.string().min(1).default('127.0.0.1'),
		CANDOR_PORT: z
			.string()
			.regex(/^\d{1,5}$/, 'Use a number from 0 to 65535; 0 means any free port.')
			.transform(Number)
			.pipe(z.int().max(65_535, 'Use a number from 0 to 65535; 0 means any free port.'))
			.default(8787),
		CANDOR_DATA: z.string().min(1).default(candorDefaults.data),
		CANDOR_DATABASE: usable(databaseAddressProblem).optional(),
		CANDOR_TOKEN: z
			.string()
			// A file or a command often ends with a line break, and a line of a list with a space.
			.transform((text) => text.trim())
			.pipe(
				z
					.string()
					.regex(
						/^[\x21-\x7e]{20,200}$/,
						'Use 20 to 200 visible ASCII characters without spaces, for example 32 random ones.',
					),
			)
			.optional(),
		CANDOR_ORIGINS: list
			.transform((origins) => origins.map((each) => each.replace(/\/$/, '')))
			.pipe(z.array(origin).min(1, 'Use at least one origin, or omit the variable.'))
			.optional(),
		CANDOR_HEARTBEAT: duration('15s', '100ms', '300s').default(streamingDefaults.heartbeatMs),
		CANDOR_READERS: count.optional(),
		CANDOR_READERS_PER_ADDRESS: count.optional(),
		CANDOR_TRUSTED_PROXIES: list
			.refine(
				(entries) =>
					isNone(entries) || (entries.length > 0 && entries.every((entry) => parseRange(entry) !== null)),
				{
					message: 'Use addresses and ranges such as 10.0.0.5 or 10.0.0.0/8, separated by commas, or none.',
				},
			)
			.transform((entries) => (isNone(entries) ? [] : entries))
			.optional(),
		CANDOR_WORKERS: z
			.string()
			.regex(
				/^(?:\d|[1-5]\d|6[0-4])$/,
				'Use a whole number from 0 to 64, for example the number of cores minus one.',
			)
			.transform(Number)
			.default(0),
		CANDOR_ROTATION: duration('1h', '0s', '168h').default(streamingDefaults.rotationMs),
		CANDOR_DRAIN: duration('60s', '0s', '1h').default(streamingDefaults.drainMs),
		CANDOR_TAKEOVER: z.enum(['on', 'off'], { message: 'Use on or off.' }).default('on'),
		CANDOR_KEYS: z.string().min(1).optional(),
		CANDOR_SIGNATURE_DAYS: z
			.string()
			.regex(/^(?:[1-9]|[1-8]\d|90)$/, 'Use a whole number of days from 1 to 90.')
			.transform(Number)
			.default(candorDefaults.signatureDays),
		CANDOR_REPORTS: z.enum(['on'], { message: 'Use on, or omit the variable.' }).optional(),
		CANDOR_REPORTS_THRESHOLD: count.default(reportDefaults.threshold),
		CANDOR_REPORTS_WINDOW: duration('5m', '10s', '1h').default(reportDefaults.windowMs),
		CANDOR_COUNTS: z.enum(['on'], { message: 'Use on, or omit the variable.' }).optional(),
		CANDOR_REGION_HEADER: z
			.string()
			.regex(/^[a-z0-9-]{1,60}$/i, 'Use the name of a request header, such as cf-ipcountry.')
			.optional(),
		CANDOR_PACK: z
			.string()
			.transform((text) => (text === 'none' ? null : text))
			.default(candorDefaults.pack),
		CANDOR_SECOND_PERSON: list
			.transform((entries) => (entries.join() === 'on' ? [...secondPersonReasons] : entries))
			.pipe(z.array(z.enum(secondPersonReasons, secondPersonHint)).min(1, secondPersonHint))
			.default([]),
		CANDOR_REVIEW: reviewLanes.default([]),
		CANDOR_ENVIRONMENT: z
			.string()
			.trim()
			.regex(
				/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u,
				'Use a name of 1 to 40 characters on one line, such as production.',
			)
			.optional(),
		CANDOR_PUBLIC_URL: publicUrl.optional(),
		CANDOR_SITE: z.enum(['on', 'off'], { message: 'Use on or off.' }).default('on'),
		CANDOR_CHANNELS_ALLOW: list
			.pipe(z.array(z.string().refine((entry) => parseRange(entry) !== null, insideHint)).min(1, insideHint))
			.default([]),
		CANDOR_SITE_LOGO: usable(logoProblem).optional(),
		CANDOR_SITE_ACCENT: usable(accentProblem).optional(),
		CANDOR_METRICS: z.enum(['token', 'open', 'off'], { message: 'Use token, open or off.' }).default('token'),
		CANDOR_RESTORED: z
			.enum(['yes'], {
				message: 'Use yes for the first start after restoring a backup, or omit the variable.',
			})
			.optional(),
		CANDOR_UNSIGNED: z
			.enum(['yes'], {
				message: 'Use yes for the first start after signing has ended, or omit the variable.',
			})
			.optional(),
		CANDOR_LOG_LEVEL: z.enum(logLevels, { message: `Use one of ${logLevels.join(', ')}.` }).default('info'),
	})
	.superRefine((data, context) => {
		for (const [name, message] of [
			...openIdProblems(data),
			...emailProblems(data),
			...pushProblems(data),
			...assistantProblems(data),
			...originsHookProblems(data),
			...slackProblems(data),
		])
			context.addIssue({ code: 'custom', path: [name], message });
	});

/** Throws CandorError `invalid`, which lists every invalid variable with the expected value. */
export function readConfig(environment: Environment): Config {
	const { environment: present, fromFiles, problems: ofFiles } = resolveSecrets(environment);
	const problems = [...ofFiles];
	const parsed = variables.safeParse(present);
	if (parsed.success) problems.push(...backupProblems(parsed.data, present));
	if (!parsed.success || problems.length > 0) {
		const issues = [
			...problems.map(([path, message]) => ({ path, message })),
			...(parsed.error?.issues ?? []).flatMap(({ path: [name], message }) =>
				issueOf(String(name), message, fromFiles, present),
			),
		];
		const lines = issues.map(({ path, message }) => `  ${path}: ${message}`);
		throw new CandorError('invalid', `The environment has invalid variables:\n${lines.join('\n')}`, issues);
	}
	const { data } = parsed;
	return {
		host: data.CANDOR_HOST,
		port: data.CANDOR_PORT,
		data: data.CANDOR_DATA,
		database: data.CANDOR_DATABASE ?? null,
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
		counts: data.CANDOR_COUNTS === 'on',
		pack: data.CANDOR_PACK,
		secondPersonFor: data.CANDOR_SECOND_PERSON,
		reviewLanes: data.CANDOR_REVIEW,
		environment: data.CANDOR_ENVIRONMENT ?? null,
		publicUrl: data.CANDOR_PUBLIC_URL ?? null,
		site: data.CANDOR_SITE === 'on',
		siteLogo: data.CANDOR_SITE_LOGO ?? null,
		siteAccent: data.CANDOR_SITE_ACCENT ?? null,
		metrics: data.CANDOR_METRICS,
		channels: { allowed: data.CANDOR_CHANNELS_ALLOW },
		openId: openIdOf(data),
		email: emailOf(data),
		push: pushOf(data),
		contact: contactOf(data),
		assistant: assistantOf(data),
		originsHook: originsHookOf(data),
		slack: slackOf(data),
		backups: backupsOf(data, present),
		logLevel: data.CANDOR_LOG_LEVEL,
		restored: data.CANDOR_RESTORED === 'yes',
		unsigned: data.CANDOR_UNSIGNED === 'yes',
	};
}

/**
 * A problem of a secret is one of its file. A secret that its file does not give is not reported as
 * missing as well.
 */
function issueOf(
	name: string,
	message: string,
	fromFiles: ReadonlySet<string>,
	present: Readonly<Record<string, string>>,
): readonly { readonly path: string; readonly message: string }[] {
	if (!fromFiles.has(name)) return [{ path: name, message }];
	return name in present ? [{ path: `${name}_FILE`, message }] : [];
}
