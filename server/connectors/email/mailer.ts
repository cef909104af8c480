/** Sends e-mails by SMTP, each to one recipient, and says what the mail server made of it. */
import nodemailer, { type NodemailerError } from 'nodemailer';
import type { EmailOptions } from './email-options.ts';

/** E-mails that are under way at the same time. */
export const parallelMails = 5;
/**
 * To connect, milliseconds. The answer to an e-mail may take ten minutes, the default of the library
 * (RFC 5321 section 4.5.3.2.6): after a shorter time a slow server would get e-mails twice.
 */
const connectMs = 30_000;

export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	/** In angle brackets. The same for every copy of the message. */
	readonly messageId: string;
	/** The first message of the conversation, in angle brackets; `null`: it starts its own. */
	readonly inReplyTo: string | null;
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * `accepted`: the mail server has it. `refused`: never for this address. `deferred`: not now for
 * this address. `rejected`: not this text for this address. `unreachable`: the mail server takes
 * nothing now, for any address.
 */
export type Delivery =
	| { readonly result: 'accepted' }
	| { readonly result: 'refused' | 'deferred' | 'rejected' | 'unreachable'; readonly reason: string };

/** How e-mails leave. */
export interface Mailer {
	/** Never rejects. An e-mail that is aborted may have arrived. */
	send(mail: Mail, signal: AbortSignal): Promise<Delivery>;
	close(): void;
}

export function smtpMailer({ smtpUrl, from, replyTo }: EmailOptions): Mailer {
	const transport = nodemailer.createTransport({
		url: smtpUrl,
		pool: true,
		maxConnections: parallelMails,
		connectionTimeout: connectMs,
		greetingTimeout: connectMs,
		dnsTimeout: connectMs,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		async send({ to, headers, inReplyTo, ...mail }, signal) {
			try {
				await transport.sendMail({
					...mail,
					signal,
					from,
					...(replyTo && { replyTo }),
					// An object: the address is not parsed again.
					to: { name: '', address: to },
					...(inReplyTo !== null && { inReplyTo, references: inReplyTo }),
					headers: {
						...headers,
						'Auto-Submitted': 'auto-generated',
						// Microsoft Exchange answers with notes of absence otherwise.
						'X-Auto-Response-Suppress': 'All',
					},
				});
				return { result: 'accepted' };
			} catch (error) {
				return deliveryOf(error as NodemailerError);
			}
		},
		close: () => transport.close(),
	};
}

/**
 * The reason names codes only: what a mail server writes holds the address, and an error of a
 * sign-in may hold its secret.
 */
function deliveryOf({ code = 'no code', command = 'CONN', responseCode }: NodemailerError): Delivery {
	if (code === 'EABORT')
		return { result: 'unreachable', reason: 'The server stopped while it sent an e-mail.' };
	const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
	// 421: the server closes the connection (RFC 5321 section 3.8). A refused sender concerns everyone.
	if (!isAboutMail || command === 'MAIL FROM' || responseCode === 421)
		return {
			result: 'unreachable',
			reason:
				responseCode === undefined
					? `The mail server cannot be used (${code}). Check CANDOR_SMTP_URL.`
					: `The mail server answers ${responseCode} to ${command} (${code}). Check CANDOR_SMTP_URL and CANDOR_EMAIL_FROM.`,
		};
	const reason = `The mail server answers ${responseCode ?? code} to ${command}.`;
	if (command === 'API') return { result: 'refused', reason };
	if ((responseCode ?? 0) < 500) return { result: 'deferred', reason };
	return { result: command === 'RCPT TO' ? 'refused' : 'rejected', reason };
}
