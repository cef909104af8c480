/**
 * The look of the e-mails, in inline styles: many mail programs drop all others. Colours are in
 * hexadecimal digits for the same reason. Those of dark mode replace them by class, where a program
 * reads `<style>`; where it does not, it changes colours itself, or the e-mail stays light.
 */
import type { StyleOf } from '../../site/html.ts';
import type { Tone } from '../../site/pages/icons.ts';

const font = `system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif`;

/** Text on the card: above 4.5:1 in both. */
const accents: Readonly<Record<Tone, readonly [light: string, dark: string]>> = {
	operational: ['#14713f', '#6fd39b'],
	maintenance: ['#6240b4', '#bda9f7'],
	degraded: ['#855700', '#efc165'],
	'partial-outage': ['#a83c00', '#ffa066'],
	'major-outage': ['#b0151d', '#ff918a'],
	info: ['#1d5bb8', '#8fbaff'],
};

export const accentOf = (tone: Tone): string => accents[tone][0];

export const styles = {
	body: `margin:0;padding:0;background:#f4f5f7;color:#1c2430;-webkit-text-size-adjust:100%`,
	/** Preview of the inbox, and nothing in the e-mail. */
	preheader: 'display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all',
	outer: `max-width:600px;margin:0 auto;padding:24px 16px 40px;font:16px/1.55 ${font};color:#1c2430`,
	page: 'margin:0 0 12px;padding:0 4px;font-size:15px;font-weight:600;color:#1c2430',
	card: 'padding:24px;border:1px solid #d9dde3;border-top-width:4px;border-radius:10px;background:#ffffff',
	state: 'margin:0 0 6px;font-size:15px;font-weight:700',
	title: 'margin:0 0 4px;font-size:22px;line-height:1.3;font-weight:700;color:#1c2430',
	time: 'margin:0 0 18px;font-size:14px;color:#556070',
	remark: 'margin:0 0 12px',
	fact: 'margin:8px 0 0;font-size:15px;color:#556070',
	buttonRow: 'margin:24px 0 0',
	button:
		'display:inline-block;padding:12px 20px;border-radius:8px;background:#1c2430;color:#ffffff;font-weight:600;text-decoration:none',
	note: 'margin:20px 0 0;padding:12px 14px;border-radius:8px;background:#f4f5f7;font-size:14px;color:#1c2430',
	footer: 'margin:16px 0 0;padding:0 4px;font-size:13px;line-height:1.5;color:#556070',
	link: 'color:#1d5bb8;text-decoration:underline',
} as const;

const textStyles: Readonly<Record<string, string>> = {
	p: 'margin:0 0 12px',
	ul: 'margin:0 0 12px;padding:0 0 0 22px',
	ol: 'margin:0 0 12px;padding:0 0 0 22px',
	li: 'margin:0 0 4px',
	a: styles.link,
	code: `font:14px/1.5 ui-monospace,Consolas,monospace`,
};

/** Of operators' texts. In a language from right to left, lists are indented on the right. */
export const textStyle =
	(direction: 'ltr' | 'rtl'): StyleOf =>
	(tag) =>
		direction === 'rtl' && (tag === 'ul' || tag === 'ol')
			? 'margin:0 0 12px;padding:0 22px 0 0'
			: (textStyles[tag] ?? '');

const dark = (names: string, declarations: string): string => `${names}{${declarations}}`;

/** The `<style>` of every e-mail. `!important` wins over inline styles. */
export const darkStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media(prefers-color-scheme:dark){${[
	dark('.bg', 'background:#14181f!important'),
	dark('.ink,.bg', 'color:#eef1f5!important'),
	dark('.quiet', 'color:#a9b3c1!important'),
	dark('.card', 'background:#1d232d!important;border-color:#3a4352!important'),
	dark('.note', 'background:#2a323f!important'),
	dark('.button', 'background:#eef1f5!important;color:#14181f!important'),
	dark('a:not(.button):not(.ink)', 'color:#8fbaff!important'),
	...Object.entries(accents).map(
		([tone, [, colour]]) => `.t-${tone}{color:${colour}!important;border-top-color:${colour}!important}`,
	),
].join('')}}
@media(max-width:480px){.card{padding:18px!important}.title{font-size:20px!important}}`;
