import type { Words } from './en.ts';

export const de: Words = {
	title: 'Diese Seite kann im Moment nicht angezeigt werden',
	unreachable: '{name} ist nicht erreichbar.',
	slow: '{name} hat nicht rechtzeitig geantwortet.',
	failed: '{name} hat mit einem Fehler geantwortet ({status}).',
	offline: 'Sie sind anscheinend offline.',
	retrying:
		'Wir versuchen es weiter. Die Seite öffnet sich von selbst, sobald es möglich ist. Sie müssen nichts tun.',
	tryNow: 'Jetzt versuchen',
	trying: 'Wird versucht …',
	nextTry: 'Nächster Versuch in {seconds} s',
	whenOnline: 'Wir versuchen es erneut, sobald Sie online sind.',
	answered: '{name} antwortet wieder. Wenn diese Seite nicht verschwindet, versuchen Sie es noch einmal.',
	notices: 'Von unserem Statusdienst',
	aboutNotices: 'Ein Hinweis an dieser Stelle muss nichts mit dieser Seite zu tun haben.',
	noNotice: 'Unser Statusdienst hat im Moment keine Hinweise.',
	noStatus: 'Wir erreichen unseren Statusdienst im Moment nicht.',
};
