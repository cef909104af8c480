/** The hashes of the translations as they are in `dist/locales`, for pages that pin keys. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = 'src/elements/i18n/locales';
const generatedFile = 'src/elements/i18n/locale-hashes.ts';

/** The translations without white space, by the names of their files. */
export const minifiedLocales = () =>
	readdirSync(folder).map((file) => ({
		file,
		text: JSON.stringify(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
	}));

/** The source of the generated file. */
export function localeHashes() {
	const lines = minifiedLocales().map(({ file, text }) => {
		const digest = createHash('sha256').update(text).digest('base64');
		return `\t${file.replace('.json', '')}: 'sha256-${digest}',\n`;
	});
	return `/**
 * Generated from the files in locales by \`npm run build\` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
${lines.join('')}};
`;
}

export const writeLocaleHashes = () => writeFileSync(generatedFile, localeHashes());
