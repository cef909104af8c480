/** How the server sends e-mails. */
export interface EmailOptions {
	/** Such as `smtps://user:password@smtp.example.com`. It holds a secret. */
	readonly smtpUrl: string;
	/** Who sends: `status@example.com` or `Example status <status@example.com>`. */
	readonly from: string;
	/** Where answers go. Default: to `from`. */
	readonly replyTo?: string | null;
	/** The most e-mails that one subscriber gets in an hour, except openings and ends. Default: 10. */
	readonly perHour?: number;
}

export const emailDefaults = { replyTo: null, perHour: 10 } as const satisfies Partial<EmailOptions>;
