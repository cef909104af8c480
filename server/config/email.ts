/** The variables of e-mail (docs/how-to/email.md). */
import { z } from 'zod';
import { addressIn } from '../connectors/email/address-in.ts';
import { type EmailOptions, emailDefaults } from '../connectors/email/email-options.ts';
import { count } from './values.ts';

const smtpHint =
	'Use the address of the mail server, such as smtps://user:password@smtp.example.com, with special characters of the password percent-encoded.';

const isSmtpUrl = (text: string): boolean =>
	URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';

const mailbox = z
	.string()
	.trim()
	.max(320)
	.refine(
		(text) => /^[^\p{C}]+$/u.test(text) && z.email().safeParse(addressIn(text)).success,
		'Use an address such as status@example.com or Example status <status@example.com>.',
	);

export const emailVariables = {
	CANDOR_SMTP_URL: z.string().refine(isSmtpUrl, smtpHint).optional(),
	CANDOR_EMAIL_FROM: mailbox.optional(),
	CANDOR_EMAIL_REPLY_TO: mailbox.optional(),
	CANDOR_EMAIL_PER_HOUR: count.optional(),
};

type Variables = z.infer<z.ZodObject<typeof emailVariables>>;

/** What is missing, by the name of the variable. */
export function emailProblems(
	data: Variables & { readonly CANDOR_PUBLIC_URL?: string | undefined },
): readonly (readonly [name: string, message: string])[] {
	const given = Object.keys(emailVariables).filter((name) => data[name as keyof Variables] !== undefined);
	if (given.length === 0) return [];
	if (data.CANDOR_SMTP_URL === undefined)
		return [['CANDOR_SMTP_URL', `Set it as well, because ${given.join(' and ')} is set. ${smtpHint}`]];
	return [
		...(data.CANDOR_EMAIL_FROM === undefined
			? [['CANDOR_EMAIL_FROM', 'Set it to the sender, such as Example status <status@example.com>.'] as const]
			: []),
		...(data.CANDOR_PUBLIC_URL === undefined
			? [
					[
						'CANDOR_PUBLIC_URL',
						'Set it as well: the links in e-mails need the address of this server.',
					] as const,
				]
			: []),
	];
}

/** `null`: the server sends no e-mails. */
export function emailOf(data: Variables): EmailOptions | null {
	const { CANDOR_SMTP_URL: smtpUrl } = data;
	if (smtpUrl === undefined || data.CANDOR_EMAIL_FROM === undefined) return null;
	return {
		smtpUrl,
		from: data.CANDOR_EMAIL_FROM,
		replyTo: data.CANDOR_EMAIL_REPLY_TO ?? emailDefaults.replyTo,
		perHour: data.CANDOR_EMAIL_PER_HOUR ?? emailDefaults.perHour,
	};
}
