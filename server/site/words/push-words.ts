/** Words of the control with which a browser gets notifications. */
import type { Language } from './words.ts';

interface PushWords {
	/** What the button does. */
	readonly turnOn: string;
	readonly turnOff: string;
	/** Before the button was pressed. */
	readonly off: string;
	readonly on: string;
	/** The person has refused notifications of this site. */
	readonly denied: string;
	readonly busy: string;
	readonly failed: string;
}

export const pushWords: Readonly<Record<Language, PushWords>> = {
	en: {
		turnOn: 'Notify this browser',
		turnOff: 'Stop notifications',
		off: 'This browser then shows what happens, also when this page is closed.',
		on: 'This browser shows what happens.',
		denied: 'Notifications are blocked for this site. You can allow them in the settings of the browser.',
		busy: 'One moment …',
		failed: 'That did not work. Try again in a few minutes.',
	},
	de: {
		turnOn: 'Diesen Browser benachrichtigen',
		turnOff: 'Benachrichtigungen beenden',
		off: 'Dieser Browser zeigt dann, was geschieht, auch wenn diese Seite geschlossen ist.',
		on: 'Dieser Browser zeigt, was geschieht.',
		denied:
			'Benachrichtigungen sind für diese Website gesperrt. In den Einstellungen des Browsers können Sie sie erlauben.',
		busy: 'Einen Moment …',
		failed: 'Das hat nicht geklappt. Versuchen Sie es in einigen Minuten noch einmal.',
	},
	fr: {
		turnOn: 'Notifier ce navigateur',
		turnOff: 'Arrêter les notifications',
		off: 'Ce navigateur affichera ce qui se passe, même quand cette page est fermée.',
		on: 'Ce navigateur affiche ce qui se passe.',
		denied:
			'Les notifications sont bloquées pour ce site. Vous pouvez les autoriser dans les réglages du navigateur.',
		busy: 'Un instant…',
		failed: 'Cela n’a pas fonctionné. Réessayez dans quelques minutes.',
	},
	es: {
		turnOn: 'Avisar en este navegador',
		turnOff: 'Detener los avisos',
		off: 'Este navegador mostrará lo que ocurra, incluso con esta página cerrada.',
		on: 'Este navegador muestra lo que ocurre.',
		denied:
			'Las notificaciones están bloqueadas para este sitio. Puede permitirlas en los ajustes del navegador.',
		busy: 'Un momento…',
		failed: 'No ha funcionado. Inténtelo de nuevo en unos minutos.',
	},
	pt: {
		turnOn: 'Notificar este navegador',
		turnOff: 'Parar as notificações',
		off: 'Este navegador mostrará o que acontece, mesmo com esta página fechada.',
		on: 'Este navegador mostra o que acontece.',
		denied: 'As notificações estão bloqueadas para este site. Pode permiti-las nas definições do navegador.',
		busy: 'Um momento…',
		failed: 'Não funcionou. Tente novamente dentro de alguns minutos.',
	},
	ja: {
		turnOn: 'このブラウザに通知する',
		turnOff: '通知を停止する',
		off: 'このページを閉じていても、状況をこのブラウザに表示します。',
		on: '状況をこのブラウザに表示します。',
		denied: 'このサイトの通知はブロックされています。ブラウザの設定で許可できます。',
		busy: 'しばらくお待ちください…',
		failed: 'うまくいきませんでした。数分後にもう一度お試しください。',
	},
	ar: {
		turnOn: 'إشعار هذا المتصفح',
		turnOff: 'إيقاف الإشعارات',
		off: 'سيعرض هذا المتصفح ما يحدث، حتى عندما تكون هذه الصفحة مغلقة.',
		on: 'يعرض هذا المتصفح ما يحدث.',
		denied: 'الإشعارات محظورة لهذا الموقع. يمكنك السماح بها في إعدادات المتصفح.',
		busy: 'لحظة واحدة…',
		failed: 'لم ينجح ذلك. حاول مرة أخرى بعد بضع دقائق.',
	},
};
