/** Words of the page and the feed about what post-mortems promised. */
import type { Language } from './words.ts';

interface PromiseWords {
	/** What the page is about. */
	readonly intro: string;
	readonly nothing: string;
	/** The headings of the two lists. */
	readonly open: string;
	readonly done: string;
	/** `{day}` is a date. */
	readonly promisedOn: string;
	readonly doneOn: string;
	/** The promised day has moved: `{day}` is the first one. */
	readonly firstDueBy: string;
	/** `{title}` is the title of a notice. */
	readonly after: string;
}

export const promiseWords: Readonly<Record<Language, PromiseWords>> = {
	en: {
		intro: 'After an incident we say what we will change. Each promise stays here, also when it is done.',
		nothing: 'No promises yet.',
		open: 'Still to do',
		done: 'Done',
		promisedOn: 'Promised on {day}',
		doneOn: 'Done on {day}',
		firstDueBy: 'at first by {day}',
		after: 'After “{title}”',
	},
	de: {
		intro:
			'Nach einer Störung sagen wir, was wir ändern. Jede Zusage bleibt hier stehen, auch wenn sie erledigt ist.',
		nothing: 'Noch keine Zusagen.',
		open: 'Noch zu tun',
		done: 'Erledigt',
		promisedOn: 'Zugesagt am {day}',
		doneOn: 'Erledigt am {day}',
		firstDueBy: 'zuerst bis {day}',
		after: 'Nach „{title}“',
	},
	fr: {
		intro:
			'Après un incident, nous disons ce que nous allons changer. Chaque promesse reste ici, même une fois tenue.',
		nothing: 'Aucune promesse pour le moment.',
		open: 'Reste à faire',
		done: 'Fait',
		promisedOn: 'Promis le {day}',
		doneOn: 'Fait le {day}',
		firstDueBy: 'd’abord pour le {day}',
		after: 'Après « {title} »',
	},
	es: {
		intro:
			'Después de un incidente decimos qué vamos a cambiar. Cada promesa permanece aquí, también cuando está cumplida.',
		nothing: 'Todavía no hay promesas.',
		open: 'Por hacer',
		done: 'Hecho',
		promisedOn: 'Prometido el {day}',
		doneOn: 'Hecho el {day}',
		firstDueBy: 'primero para el {day}',
		after: 'Después de «{title}»',
	},
	pt: {
		intro:
			'Depois de um incidente dizemos o que vamos mudar. Cada promessa permanece aqui, mesmo depois de cumprida.',
		nothing: 'Ainda não há promessas.',
		open: 'Por fazer',
		done: 'Feito',
		promisedOn: 'Prometido em {day}',
		doneOn: 'Feito em {day}',
		firstDueBy: 'primeiro para {day}',
		after: 'Depois de “{title}”',
	},
	ja: {
		intro: '障害の後、何を変えるかをお伝えします。お約束した対応は、完了した後もここに掲載します。',
		nothing: 'お約束した対応はまだありません。',
		open: '対応中',
		done: '完了',
		promisedOn: '{day}にお約束',
		doneOn: '{day}に完了',
		firstDueBy: '当初の期限: {day}',
		after: '「{title}」の後',
	},
	ar: {
		intro: 'بعد كل حادث نقول ما الذي سنغيّره. يبقى كل وعد هنا، حتى بعد تنفيذه.',
		nothing: 'لا وعود بعد.',
		open: 'لم يُنجز بعد',
		done: 'تم',
		promisedOn: 'وُعد به في {day}',
		doneOn: 'تم في {day}',
		firstDueBy: 'أولًا بحلول {day}',
		after: 'بعد «{title}»',
	},
};
