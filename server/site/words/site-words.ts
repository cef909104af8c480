/** Words that only the hosted page has. */
import type { Language } from './words.ts';

interface SiteWords {
	/** The heading of the feeds and the other ways to subscribe. */
	readonly getUpdates: string;
	readonly calendar: string;
	/** The heading of the notices of the last months. */
	readonly past: string;
	/** Notices that are open now may be above it. */
	readonly nothingPast: string;
	/** The label of the list of languages. */
	readonly languages: string;
	readonly notFound: string;
	readonly notFoundText: string;
}

export const siteWords: Readonly<Record<Language, SiteWords>> = {
	en: {
		getUpdates: 'Get updates',
		calendar: 'Calendar',
		past: 'History',
		nothingPast: 'No earlier notices in the last 90 days.',
		languages: 'Languages',
		notFound: 'This notice does not exist',
		notFoundText: 'It may have been withdrawn. The status page has all current notices.',
	},
	de: {
		getUpdates: 'Auf dem Laufenden bleiben',
		calendar: 'Kalender',
		past: 'Verlauf',
		nothingPast: 'Keine früheren Hinweise in den letzten 90 Tagen.',
		languages: 'Sprachen',
		notFound: 'Diesen Hinweis gibt es nicht',
		notFoundText: 'Er wurde vielleicht zurückgezogen. Die Statusseite enthält alle aktuellen Hinweise.',
	},
	fr: {
		getUpdates: 'Suivre les mises à jour',
		calendar: 'Calendrier',
		past: 'Historique',
		nothingPast: 'Aucun avis antérieur ces 90 derniers jours.',
		languages: 'Langues',
		notFound: 'Cet avis n’existe pas',
		notFoundText: 'Il a peut-être été retiré. La page d’état contient tous les avis en cours.',
	},
	es: {
		getUpdates: 'Recibir novedades',
		calendar: 'Calendario',
		past: 'Historial',
		nothingPast: 'Ningún aviso anterior en los últimos 90 días.',
		languages: 'Idiomas',
		notFound: 'Este aviso no existe',
		notFoundText: 'Es posible que se haya retirado. La página de estado contiene todos los avisos actuales.',
	},
	pt: {
		getUpdates: 'Receber atualizações',
		calendar: 'Calendário',
		past: 'Histórico',
		nothingPast: 'Nenhum aviso anterior nos últimos 90 dias.',
		languages: 'Idiomas',
		notFound: 'Este aviso não existe',
		notFoundText: 'Talvez tenha sido retirado. A página de status contém todos os avisos atuais.',
	},
	ja: {
		getUpdates: '最新情報を受け取る',
		calendar: 'カレンダー',
		past: '履歴',
		nothingPast: '過去90日間に終了したお知らせはありません。',
		languages: '言語',
		notFound: 'このお知らせはありません',
		notFoundText: '取り下げられた可能性があります。現在のお知らせはすべてステータスページにあります。',
	},
	ar: {
		getUpdates: 'تابع المستجدات',
		calendar: 'التقويم',
		past: 'السجل',
		nothingPast: 'لا إشعارات سابقة خلال آخر 90 يومًا.',
		languages: 'اللغات',
		notFound: 'هذا الإشعار غير موجود',
		notFoundText: 'ربما سُحب. تحتوي صفحة الحالة على جميع الإشعارات الحالية.',
	},
};

/** Each language in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
	en: 'English',
	ar: 'العربية',
	de: 'Deutsch',
	es: 'Español',
	fr: 'Français',
	ja: '日本語',
	pt: 'Português',
};
