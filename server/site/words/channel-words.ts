/** Words of the messages that channels send, beside those that the elements have too. */
import type { Language } from './words.ts';

interface ChannelWords {
	/** Before the title of a notice that was retracted. */
	readonly retracted: string;
	readonly retractedText: string;
	/** Before the title of a notice that was retracted and applies again. */
	readonly restored: string;
	readonly restoredText: string;
	/** Before the title of the notice that a remedy makes up for. */
	readonly apology: string;
	readonly code: string;
}

export const channelWords: Readonly<Record<Language, ChannelWords>> = {
	en: {
		retracted: 'Withdrawn',
		retractedText: 'We have withdrawn this notice. Please disregard what it said.',
		restored: 'Published again',
		restoredText: 'We had withdrawn this notice. It applies again.',
		apology: 'Our apology',
		code: 'Your code: {code}',
	},
	de: {
		retracted: 'Zurückgezogen',
		retractedText: 'Wir haben diesen Hinweis zurückgezogen. Bitte betrachten Sie ihn als gegenstandslos.',
		restored: 'Erneut veröffentlicht',
		restoredText: 'Wir hatten diesen Hinweis zurückgezogen. Er gilt wieder.',
		apology: 'Unsere Entschuldigung',
		code: 'Ihr Code: {code}',
	},
	fr: {
		retracted: 'Retiré',
		retractedText: 'Nous avons retiré cet avis. Veuillez ne pas en tenir compte.',
		restored: 'Publié à nouveau',
		restoredText: 'Nous avions retiré cet avis. Il est de nouveau valable.',
		apology: 'Nos excuses',
		code: 'Votre code : {code}',
	},
	es: {
		retracted: 'Retirado',
		retractedText: 'Hemos retirado este aviso. No lo tenga en cuenta.',
		restored: 'Publicado de nuevo',
		restoredText: 'Habíamos retirado este aviso. Vuelve a ser válido.',
		apology: 'Nuestras disculpas',
		code: 'Su código: {code}',
	},
	pt: {
		retracted: 'Retirado',
		retractedText: 'Retiramos este aviso. Desconsidere o que ele dizia.',
		restored: 'Publicado novamente',
		restoredText: 'Havíamos retirado este aviso. Ele voltou a valer.',
		apology: 'Nosso pedido de desculpas',
		code: 'Seu código: {code}',
	},
	ja: {
		retracted: '取り下げ',
		retractedText: 'このお知らせを取り下げました。内容は無効です。',
		restored: '再掲載',
		restoredText: '取り下げていたこのお知らせは、再び有効になりました。',
		apology: 'お詫び',
		code: 'コード: {code}',
	},
	ar: {
		retracted: 'مسحوب',
		retractedText: 'لقد سحبنا هذا الإشعار. يُرجى تجاهل ما ورد فيه.',
		restored: 'نُشر مجددًا',
		restoredText: 'كنا قد سحبنا هذا الإشعار، وهو سارٍ من جديد.',
		apology: 'اعتذارنا',
		code: 'رمزك: {code}',
	},
};
