import type { Words } from './en.ts';

export const de: Words = {
	title: 'Diese Seite kann im Moment nicht angezeigt werden',
	unreachable: '{name} ist nicht erreichbar.',
	slow: '{name} hat nicht rechtzeitig geantwortet.',
	failed: '{name} hat mit einem Fehler geantwortet ({status}).',
	offline: 'Sie sind anscheinend offline.',
	retrying:
		'Wir versuchen es weiter. Die Seite öffnet sich von selbst, sobald es geht; Sie müssen nichts tun.',
	tryNow: 'Jetzt versuchen',
	trying: 'Wird versucht…',
	nextTry: 'Nächster Versuch in {seconds} s',
	whenOnline: 'Wir versuchen es erneut, sobald Sie online sind.',
	answered: '{name} antwortet wieder. Wenn diese Seite bleibt, versuchen Sie es noch einmal.',
	notices: 'Von unserem Statusdienst',
	aboutNotices: 'Eine Meldung hier muss nicht mit dieser Seite zu tun haben.',
	noNotice: 'Unser Statusdienst hat im Moment keine Meldung.',
	noStatus: 'Unser Statusdienst ist im Moment nicht erreichbar.',
};
