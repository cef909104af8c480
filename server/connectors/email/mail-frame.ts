/** What every e-mail has around its content, as HTML that is safe by construction. */
import { directionOf } from '../../../src/model/text-direction.ts';
import { escapeHtml } from '../../site/html.ts';
import type { Tone } from '../../site/pages/icons.ts';
import type { Language } from '../../site/words/words.ts';
import { accentOf, darkStyle, styles } from './mail-style.ts';

export interface MailFrame {
	readonly language: Language;
	readonly subject: string;
	/** What the inbox shows after the subject. */
	readonly preheader: string;
	/** The page, and its address. */
	readonly page: { readonly name: string; readonly url: string };
	readonly tone: Tone;
	/** HTML. */
	readonly content: string;
	/** HTML. */
	readonly footer: string;
}

/** An element with one of the shared styles. `content`: HTML. */
export const part = (
	tag: 'p' | 'h1' | 'div',
	name: keyof typeof styles,
	content: string,
	attributes = '',
): string => `<${tag} class="${classOf(name)}" style="${styles[name]}"${attributes}>${content}</${tag}>`;

/** The names of the classes that dark mode and phones change. */
const classes: Partial<Record<keyof typeof styles, string>> = {
	page: 'ink',
	title: 'ink title',
	time: 'quiet',
	fact: 'quiet',
	note: 'note ink',
	footer: 'quiet',
};
const classOf = (name: keyof typeof styles): string => classes[name] ?? name;

export const button = (href: string, text: string): string =>
	part(
		'p',
		'buttonRow',
		`<a class="button" href="${escapeHtml(href)}" style="${styles.button}">${escapeHtml(text)}</a>`,
	);

export const textLink = (href: string, text: string): string =>
	`<a href="${escapeHtml(href)}" style="${styles.link}">${escapeHtml(text)}</a>`;

/** A word in the colour of a tone. */
export const toned = (tone: Tone, text: string): string =>
	`<p class="t-${tone}" style="${styles.state};color:${accentOf(tone)}">${escapeHtml(text)}</p>`;

export function mailHtml({ language, subject, preheader, page, tone, content, footer }: MailFrame): string {
	const direction = directionOf(language);
	const name = `<a class="ink" href="${escapeHtml(page.url)}" style="color:#1c2430;text-decoration:none">${escapeHtml(page.name)}</a>`;
	return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(subject)}</title>
<style>${darkStyle}</style>
</head>
<body class="bg" dir="${direction}" style="${styles.body}">
<div style="${styles.preheader}">${escapeHtml(preheader)}</div>
<div class="bg" lang="${language}" dir="${direction}" style="background:#f4f5f7">
<div class="ink" style="${styles.outer}">
${part('p', 'page', name)}
<div class="card t-${tone}" style="${styles.card};border-top-color:${accentOf(tone)}">
<div class="ink" style="color:#1c2430">
${content}
</div>
</div>
${footer}
</div>
</div>
</body>
</html>
`;
}
