/** What the operator of a server chooses for its pages: a logo, a colour, and links of the host. */
import { CandorError } from '../../../src/model/errors.ts';
import { accentStyle } from './accent.ts';
import { siteStyle } from './style.ts';

/** A page of the host beside the site, such as the demo of `npm start`. */
export interface FrontPageLink {
	/** A path on this host. */
	readonly href: string;
	readonly title: string;
}

export interface SiteLook {
	readonly links: readonly FrontPageLink[];
	/** The address of a picture that stands in place of the page's name; `null`: none. */
	readonly logo: string | null;
	/** The style of all pages. */
	readonly style: string;
	/** The origins of pictures that are not the server's own. */
	readonly imageOrigins: readonly string[];
}

interface LookOptions {
	readonly frontPageLinks?: readonly FrontPageLink[];
	readonly siteLogo?: string | null;
	readonly siteAccent?: string | null;
}

/** Why an address cannot be that of a logo; `null`: it can. */
export function logoProblem(text: string): string | null {
	const hint = 'Use the https address of a picture, such as https://example.com/logo.svg.';
	if (!URL.canParse(text)) return hint;
	const { protocol, username, password } = new URL(text);
	return protocol === 'https:' && !username && !password ? null : hint;
}

/** Why a text cannot be the accent colour; `null`: it can. */
export const accentProblem = (text: string): string | null =>
	/^#[\da-f]{6}$/i.test(text) ? null : 'Use a colour such as #0b6e4f: # and six hexadecimal digits.';

/** Throws CandorError `invalid` if the logo or the colour cannot be used. */
export function siteLook({
	frontPageLinks = [],
	siteLogo: logo = null,
	siteAccent: accent = null,
}: LookOptions): SiteLook {
	const problems = {
		siteLogo: logo === null ? null : logoProblem(logo),
		siteAccent: accent === null ? null : accentProblem(accent),
	};
	for (const [option, problem] of Object.entries(problems))
		if (problem) throw new CandorError('invalid', `The option ${option} cannot be used. ${problem}`);
	return {
		links: frontPageLinks,
		logo: logo === null ? null : new URL(logo).href,
		style: siteStyle + (accent === null ? '' : accentStyle(accent)),
		imageOrigins: logo === null ? [] : [new URL(logo).origin],
	};
}
