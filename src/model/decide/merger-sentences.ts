/** What visitors read as the last update of a duplicate. `title`: of the other notice. */
export const mergerSentences = {
	en: (title: string) => `We now report about this under “${title}”.`,
	de: (title: string) => `Wir berichten darüber jetzt unter „${title}“.`,
	fr: (title: string) => `Nous en parlons désormais sous « ${title} ».`,
	es: (title: string) => `Ahora informamos sobre esto en «${title}».`,
	pt: (title: string) => `Agora informamos sobre isto em “${title}”.`,
	ja: (title: string) => `この件は、今後「${title}」でお知らせします。`,
	ar: (title: string) => `نُطلعكم على هذا من الآن ضمن «${title}».`,
} as const satisfies Record<string, (title: string) => string>;
