import { createHash } from 'node:crypto';

interface PolicyOptions {
	readonly runsScripts: boolean;
	readonly formAction?: string;
	readonly imageOrigins?: readonly string[];
}

/**
 * The content security policy of a page that the server writes itself: its one `<style>`, and
 * nothing from elsewhere but pictures that the operator has chosen.
 *
 * @param style - The text of the style.
 * @param options.runsScripts - Whether the page loads scripts of this server, which ask it for data.
 * @param options.formAction - Where its forms may send. Default: it has none.
 * @param options.imageOrigins - Other origins from which the page loads pictures. Default: none.
 */
export function pagePolicy(
	style: string,
	{ runsScripts, formAction = "'none'", imageOrigins = [] }: PolicyOptions,
): string {
	const hash = createHash('sha256').update(style).digest('base64');
	return [
		"default-src 'none'",
		`style-src 'sha256-${hash}'`,
		...(runsScripts ? ["script-src 'self'", "connect-src 'self'"] : []),
		['img-src', ...(runsScripts ? ["'self'"] : []), 'data:', ...imageOrigins].join(' '),
		"base-uri 'none'",
		`form-action ${formAction}`,
		"frame-ancestors 'none'",
	].join('; ');
}
