/** The e-mail in which the mailbox confirms what was requested for it. */
import { escapeHtml } from '../../site/html.ts';
import { emailWords } from '../../site/words/email-words.ts';
import { fill, type Language } from '../../site/words/words.ts';
import { button, mailHtml, part } from './mail-frame.ts';
import type { MailContent } from './notice-mail.ts';

interface Link {
	readonly language: Language;
	readonly page: { readonly name: string; readonly url: string };
	readonly confirmUrl: string;
}

export function confirmMail({ language, page, confirmUrl }: Link): MailContent {
	const words = emailWords[language];
	const subject = fill(words.confirmSubject, { name: page.name });
	const text = fill(words.confirmText, { name: page.name });
	return {
		subject,
		text: `${text}\n\n${words.confirm}: ${confirmUrl}\n\n${words.notYou}`,
		html: mailHtml({
			...{ language, subject, page, tone: 'info', preheader: text },
			content: [
				part('h1', 'title', escapeHtml(subject)),
				`<p style="margin:14px 0 0">${escapeHtml(text)}</p>`,
				button(confirmUrl, words.confirm),
			].join('\n'),
			footer: part('p', 'footer', escapeHtml(words.notYou)),
		}),
	};
}
