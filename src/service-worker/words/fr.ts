import type { Words } from './en.ts';

export const fr: Words = {
	title: 'Cette page ne peut pas être affichée pour le moment',
	unreachable: '{name} est injoignable.',
	slow: '{name} n’a pas répondu à temps.',
	failed: '{name} a répondu par une erreur ({status}).',
	offline: 'Vous semblez être hors ligne.',
	retrying:
		'Nous continuons d’essayer. La page s’ouvrira d’elle-même dès que possible. Vous n’avez rien à faire.',
	tryNow: 'Essayer maintenant',
	trying: 'Essai en cours…',
	nextTry: 'Prochain essai dans {seconds} s',
	whenOnline: 'Nous réessaierons dès que vous serez en ligne.',
	answered: '{name} répond à nouveau. Si cette page ne change pas, réessayez.',
	notices: 'De notre service d’état',
	aboutNotices: 'Un avis affiché ici ne concerne pas forcément cette page.',
	noNotice: 'Notre service d’état n’a aucun avis pour le moment.',
	noStatus: 'Nous ne parvenons pas à joindre notre service d’état pour le moment.',
};
