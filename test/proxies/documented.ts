/** The tests use the proxy configurations of docs/how-to/proxies.md, which readers copy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const document = readFileSync('docs/how-to/proxies.md', 'utf8');

/** The text of the one configuration for a proxy, with every `from` in it replaced; each must be there. */
export function documented(
	language: string,
	replacements: readonly (readonly [from: string, to: string])[],
): string {
	const blocks = [...document.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
	assert.equal(blocks.length, 1, `the document has one configuration in ${language}`);
	let text = blocks[0]?.[1] ?? '';
	for (const [from, to] of replacements) {
		assert.ok(text.includes(from), `the configuration in ${language} has ${from}`);
		text = text.replaceAll(from, to);
	}
	return text;
}
