/** Addresses in a text of the assistant that the facts do not have. */

const address = /\b(?:https?:\/\/|mailto:)[^\s<>()[\]"'”]+/gi;
/** An address without its scheme, such as `status.example.com/help` or `help@example.com`. */
const bare =
	/(?<![\p{L}\p{N}@/.-])(?:[\w.+-]{1,64}@)?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b(?:\/[^\s<>()[\]"'”]*)?/giu;

/** What ends a sentence, or a mark of Markdown around the address. */
const punctuation = /[.,;:!?*_`>]+$/;

const normal = (found: string): string =>
	found
		.toLowerCase()
		.replace(/^(?:https?:\/\/|mailto:)/, '')
		.replace(punctuation, '')
		.replace(/\/$/, '');

function addressesIn(text: string): Map<string, string> {
	const found = [...text.matchAll(address)].map(([each]) => each);
	const rest = text.replace(address, ' ');
	const all = [...found, ...[...rest.matchAll(bare)].map(([each]) => each)];
	return new Map(all.map((each) => [normal(each), each.replace(punctuation, '')]));
}

/** Each address once, as the text has it. `facts`: everything that the assistant was told, as text. */
export function unknownLinks(text: string, facts: string): readonly string[] {
	const known = addressesIn(facts);
	return [...addressesIn(text)].filter(([each]) => !known.has(each)).map(([, found]) => found);
}
