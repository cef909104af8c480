/** The configurations in docs/operating.md, "Behind a proxy", so that what is tested is what people copy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const operating = readFileSync('docs/operating.md', 'utf8');

const section = operating.slice(operating.indexOf('\n## Behind a proxy\n')).split('\n## ')[1] ?? '';

/** The text of the one configuration for a proxy, with every `from` in it replaced; each must be there. */
export function documented(
	language: string,
	replacements: readonly (readonly [from: string, to: string])[],
): string {
	const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
	assert.equal(blocks.length, 1, `"Behind a proxy" has one configuration in ${language}`);
	let text = blocks[0]?.[1] ?? '';
	for (const [from, to] of replacements) {
		assert.ok(text.includes(from), `the configuration in ${language} has ${from}`);
		text = text.replaceAll(from, to);
	}
	return text;
}
