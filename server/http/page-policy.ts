import { createHash } from 'node:crypto';

/**
 * The content security policy of a page that the server writes itself: its one `<style>`, and
 * nothing from elsewhere.
 *
 * @param style - The text of the style.
 * @param runsScripts - Whether the page loads scripts of this server, which ask it for data.
 * @param formAction - Where its forms may send. Default: it has none.
 */
export function pagePolicy(style: string, runsScripts: boolean, formAction = "'none'"): string {
	const hash = createHash('sha256').update(style).digest('base64');
	return [
		"default-src 'none'",
		`style-src 'sha256-${hash}'`,
		...(runsScripts
			? ["script-src 'self'", "connect-src 'self'", "img-src 'self' data:"]
			: ['img-src data:']),
		"base-uri 'none'",
		`form-action ${formAction}`,
		"frame-ancestors 'none'",
	].join('; ');
}
