/** The only reader of the environment. Every mistake in it is named at once. */
import { z } from 'zod';
import { CandorError } from '../src/model/index.ts';

export interface Config {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** The folder that holds the database. */
	readonly data: string;
	/** An operator token for automation, beside those that the vault knows. */
	readonly token: string | null;
	/** The web origins that may read and write; `null`: every page may read, none but the server's own may write. */
	readonly origins: readonly string[] | null;
	readonly logLevel: string;
	/** The data comes from a backup: the log gets a new identity. */
	readonly restored: boolean;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
	message: 'Use origins such as https://app.example.com: no path, no slash at the end.',
});

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
	CANDOR_ORIGINS: z
		.string()
		.transform((text) =>
			text
				.split(/[\s,]+/)
				.filter((each) => each !== '')
				.map((each) => each.replace(/\/$/, '')),
		)
		.pipe(z.array(origin).min(1, 'Name at least one origin, or leave the variable out.'))
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
		logLevel: data.CANDOR_LOG_LEVEL,
		restored: data.CANDOR_RESTORED === 'yes',
	};
}
