/** Marks what a drill publishes, so that a picture of it is never taken for a real incident. */
import type { Command, CommandOf } from '../commands/command.ts';

/** The word before every title, by language. */
const words: Readonly<Record<string, string>> = {
	en: 'DRILL',
	de: 'ÜBUNG',
	fr: 'EXERCICE',
	es: 'SIMULACRO',
	pt: 'SIMULAÇÃO',
	ar: 'تدريب',
	ja: '訓練',
};
/** The longest title. */
const longest = 140;

const wordFor = (language: string | null | undefined): string =>
	words[(language ?? 'en').toLowerCase().split('-', 1)[0] ?? 'en'] ?? 'DRILL';

function marked(title: string, language: string | null | undefined): string {
	const start = `${wordFor(language)}: `;
	if (title.startsWith(start)) return title;
	// By code point: half of one is no text.
	return [...`${start}${title}`].slice(0, longest).join('');
}

const titled = ['open-notice', 'edit-notice', 'publish-draft', 'put-postmortem'] as const;
type TitledCommand = CommandOf<(typeof titled)[number]>;

/** The same command with the watermark in every title that it gives a notice. */
export function watermarked(command: Command): Command {
	if (command.type === 'draft-notice')
		return { ...command, command: watermarked(command.command) as typeof command.command };
	if (command.type === 'create-series')
		return { ...command, command: watermarked(command.command) as typeof command.command };
	if (command.type === 'edit-series' || command.type === 'edit-draft') {
		const edit = { ...command.change, type: 'edit-notice', notice: '' } as CommandOf<'edit-notice'>;
		const { type: _, notice: __, ...change } = watermarked(edit) as typeof edit;
		return { ...command, change };
	}
	if (!titled.some((type) => type === command.type)) return command;
	const { title, language, translations } = command as TitledCommand;
	return {
		...command,
		...(title !== undefined && { title: marked(title, language) }),
		...(translations && {
			translations: Object.fromEntries(
				Object.entries(translations).map(([tag, texts]) => [
					tag,
					texts && { ...texts, title: marked(texts.title, tag) },
				]),
			),
		}),
	} as Command;
}
