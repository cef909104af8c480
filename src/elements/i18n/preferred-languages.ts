/**
 * BCP 47 tags in order of preference: the page's language, or the browser's where the page names
 * none.
 */
export function preferredLanguages(): readonly string[] {
	const { lang } = document.documentElement;
	// Some systems write `pt_BR`.
	return lang ? [lang.replaceAll('_', '-')] : navigator.languages;
}
