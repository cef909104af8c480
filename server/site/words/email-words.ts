/**
 * Words of the subscription by e-mail: its form, its pages and its e-mails. Long, because it is one
 * sentence for each of them in seven languages, and a translator reads them together.
 */
import type { Language } from './words.ts';

export interface EmailWords {
	readonly address: string;
	readonly subscribe: string;
	/** Below the form. */
	readonly hint: string;
	readonly sent: string;
	readonly sentText: string;
	readonly badAddress: string;
	readonly badAddressText: string;
	readonly tryLater: string;
	readonly tryLaterText: string;
	/** `{name}`: of the page, here and below. */
	readonly confirmSubject: string;
	readonly confirmText: string;
	readonly confirm: string;
	readonly notYou: string;
	readonly which: string;
	readonly all: string;
	readonly chosen: string;
	readonly subscribed: string;
	readonly subscribedText: string;
	readonly linkOver: string;
	readonly linkOverText: string;
	readonly leave: string;
	readonly leaveText: string;
	readonly unsubscribe: string;
	readonly left: string;
	readonly leftText: string;
	/** At the end of each e-mail. */
	readonly why: string;
	readonly viewNotice: string;
	/** When a subscriber has had many e-mails within an hour. */
	readonly manyUpdates: string;
}

export const emailWords: Readonly<Record<Language, EmailWords>> = {
	en: {
		address: 'Email address',
		subscribe: 'Subscribe',
		hint: 'We first send you an email with a link to confirm.',
		sent: 'Check your mailbox',
		sentText:
			'We have sent an email with a link. Your subscription begins when you confirm it there, within 48 hours.',
		badAddress: 'This is not an email address',
		badAddressText: 'Go back, check the address and try again.',
		tryLater: 'Please try again later',
		tryLaterText: 'Your subscription could not be accepted now. Try again in a few minutes.',
		confirmSubject: 'Confirm your subscription to {name}',
		confirmText:
			'Someone, probably you, asked to send the updates of {name} to this address. Confirm it, and we write to you when something happens.',
		confirm: 'Confirm subscription',
		notYou:
			'If it was not you, ignore this email. Without your confirmation we delete the address after 48 hours.',
		which: 'What do you want to hear about?',
		all: 'Everything',
		chosen: 'Only these services',
		subscribed: 'You are subscribed',
		subscribedText: 'We write to you when something happens. Each email has a link to unsubscribe.',
		linkOver: 'This link no longer works',
		linkOverText:
			'It is older than 48 hours, or a newer one has been sent. Subscribe again on the status page.',
		leave: 'Do you want to unsubscribe?',
		leaveText: 'You will get no more emails from {name}, and we will delete your address.',
		unsubscribe: 'Unsubscribe',
		left: 'You are unsubscribed',
		leftText: 'Your address has been deleted.',
		why: 'You get this email because you subscribed to {name}.',
		viewNotice: 'Read it on the status page',
		manyUpdates:
			'There were many updates in the last hour. We may not send the next ones by email, but we always write when it ends. The status page has all of them.',
	},
	de: {
		address: 'E-Mail-Adresse',
		subscribe: 'Abonnieren',
		hint: 'Zuerst senden wir Ihnen eine E-Mail, in der Sie bestätigen.',
		sent: 'Sehen Sie in Ihr Postfach',
		sentText:
			'Wir haben eine E-Mail mit einem Link gesendet. Ihr Abonnement beginnt, wenn Sie es dort innerhalb von 48 Stunden bestätigen.',
		badAddress: 'Das ist keine E-Mail-Adresse',
		badAddressText: 'Gehen Sie zurück, prüfen Sie die Adresse und versuchen Sie es noch einmal.',
		tryLater: 'Bitte versuchen Sie es später noch einmal',
		tryLaterText:
			'Ihr Abonnement konnte gerade nicht angenommen werden. Versuchen Sie es in ein paar Minuten noch einmal.',
		confirmSubject: 'Bestätigen Sie Ihr Abonnement von {name}',
		confirmText:
			'Jemand, vermutlich Sie, hat die Neuigkeiten von {name} für diese Adresse abonniert. Bestätigen Sie es, dann schreiben wir Ihnen, wenn etwas geschieht.',
		confirm: 'Abonnement bestätigen',
		notYou:
			'Wenn Sie es nicht waren, ignorieren Sie diese E-Mail. Ohne Ihre Bestätigung löschen wir die Adresse nach 48 Stunden.',
		which: 'Worüber möchten Sie informiert werden?',
		all: 'Alles',
		chosen: 'Nur diese Dienste',
		subscribed: 'Sie haben abonniert',
		subscribedText:
			'Wir schreiben Ihnen, wenn etwas geschieht. In jeder E-Mail ist ein Link zum Abbestellen.',
		linkOver: 'Dieser Link gilt nicht mehr',
		linkOverText:
			'Er ist älter als 48 Stunden, oder es wurde ein neuerer gesendet. Abonnieren Sie auf der Statusseite noch einmal.',
		leave: 'Möchten Sie abbestellen?',
		leaveText: 'Sie bekommen keine E-Mails von {name} mehr, und wir löschen Ihre Adresse.',
		unsubscribe: 'Abbestellen',
		left: 'Sie haben abbestellt',
		leftText: 'Ihre Adresse ist gelöscht.',
		why: 'Sie bekommen diese E-Mail, weil Sie {name} abonniert haben.',
		viewNotice: 'Auf der Statusseite lesen',
		manyUpdates:
			'In der letzten Stunde gab es viele Aktualisierungen. Die nächsten senden wir vielleicht nicht per E-Mail, das Ende aber immer. Auf der Statusseite stehen alle.',
	},
	fr: {
		address: 'Adresse e-mail',
		subscribe: 'S’abonner',
		hint: 'Nous vous envoyons d’abord un e-mail de confirmation.',
		sent: 'Consultez votre messagerie',
		sentText:
			'Nous avons envoyé un e-mail avec un lien. Votre abonnement commence lorsque vous le confirmez, dans les 48 heures.',
		badAddress: 'Ce n’est pas une adresse e-mail',
		badAddressText: 'Revenez en arrière, vérifiez l’adresse et réessayez.',
		tryLater: 'Veuillez réessayer plus tard',
		tryLaterText: 'Votre abonnement n’a pas pu être accepté pour le moment. Réessayez dans quelques minutes.',
		confirmSubject: 'Confirmez votre abonnement à {name}',
		confirmText:
			'Quelqu’un, sans doute vous, a demandé l’envoi des mises à jour de {name} à cette adresse. Confirmez, et nous vous écrirons quand il se passera quelque chose.',
		confirm: 'Confirmer l’abonnement',
		notYou:
			'Si ce n’était pas vous, ignorez cet e-mail. Sans votre confirmation, nous supprimons l’adresse après 48 heures.',
		which: 'De quoi voulez-vous être informé ?',
		all: 'De tout',
		chosen: 'Seulement de ces services',
		subscribed: 'Vous êtes abonné',
		subscribedText:
			'Nous vous écrirons quand il se passera quelque chose. Chaque e-mail contient un lien de désabonnement.',
		linkOver: 'Ce lien ne fonctionne plus',
		linkOverText:
			'Il date de plus de 48 heures, ou un lien plus récent a été envoyé. Abonnez-vous de nouveau sur la page d’état.',
		leave: 'Voulez-vous vous désabonner ?',
		leaveText: 'Vous ne recevrez plus d’e-mails de {name}, et nous supprimerons votre adresse.',
		unsubscribe: 'Se désabonner',
		left: 'Vous êtes désabonné',
		leftText: 'Votre adresse a été supprimée.',
		why: 'Vous recevez cet e-mail parce que vous êtes abonné à {name}.',
		viewNotice: 'Lire sur la page d’état',
		manyUpdates:
			'Il y a eu beaucoup de mises à jour dans la dernière heure. Nous n’enverrons peut-être pas les prochaines par e-mail, mais nous vous écrirons toujours à la fin. La page d’état les contient toutes.',
	},
	es: {
		address: 'Dirección de correo electrónico',
		subscribe: 'Suscribirse',
		hint: 'Primero le enviamos un correo para que lo confirme.',
		sent: 'Revise su correo',
		sentText:
			'Hemos enviado un correo con un enlace. La suscripción comienza cuando la confirme allí, en un plazo de 48 horas.',
		badAddress: 'Esta no es una dirección de correo',
		badAddressText: 'Vuelva atrás, revise la dirección e inténtelo de nuevo.',
		tryLater: 'Inténtelo más tarde',
		tryLaterText: 'Ahora no se ha podido aceptar la suscripción. Inténtelo de nuevo en unos minutos.',
		confirmSubject: 'Confirme su suscripción a {name}',
		confirmText:
			'Alguien, probablemente usted, ha pedido que enviemos las novedades de {name} a esta dirección. Confírmelo y le escribiremos cuando ocurra algo.',
		confirm: 'Confirmar la suscripción',
		notYou:
			'Si no ha sido usted, ignore este correo. Sin su confirmación, borramos la dirección después de 48 horas.',
		which: '¿De qué quiere recibir avisos?',
		all: 'De todo',
		chosen: 'Solo de estos servicios',
		subscribed: 'Se ha suscrito',
		subscribedText: 'Le escribiremos cuando ocurra algo. Cada correo tiene un enlace para darse de baja.',
		linkOver: 'Este enlace ya no funciona',
		linkOverText:
			'Tiene más de 48 horas o se ha enviado uno más reciente. Suscríbase de nuevo en la página de estado.',
		leave: '¿Quiere darse de baja?',
		leaveText: 'No recibirá más correos de {name} y borraremos su dirección.',
		unsubscribe: 'Darse de baja',
		left: 'Se ha dado de baja',
		leftText: 'Su dirección se ha borrado.',
		why: 'Recibe este correo porque se suscribió a {name}.',
		viewNotice: 'Leer en la página de estado',
		manyUpdates:
			'Ha habido muchas novedades en la última hora. Puede que no enviemos las siguientes por correo, pero siempre le escribiremos cuando termine. La página de estado las contiene todas.',
	},
	pt: {
		address: 'Endereço de e-mail',
		subscribe: 'Subscrever',
		hint: 'Primeiro enviamos um e-mail para confirmar.',
		sent: 'Consulte o seu e-mail',
		sentText:
			'Enviámos um e-mail com uma ligação. A subscrição começa quando a confirmar, no prazo de 48 horas.',
		badAddress: 'Isto não é um endereço de e-mail',
		badAddressText: 'Volte atrás, verifique o endereço e tente de novo.',
		tryLater: 'Tente de novo mais tarde',
		tryLaterText: 'A subscrição não pôde ser aceite agora. Tente de novo dentro de alguns minutos.',
		confirmSubject: 'Confirme a sua subscrição de {name}',
		confirmText:
			'Alguém, provavelmente você, pediu o envio das atualizações de {name} para este endereço. Confirme e escreveremos quando algo acontecer.',
		confirm: 'Confirmar a subscrição',
		notYou: 'Se não foi você, ignore este e-mail. Sem a sua confirmação, apagamos o endereço após 48 horas.',
		which: 'Sobre o que quer ser informado?',
		all: 'Tudo',
		chosen: 'Apenas estes serviços',
		subscribed: 'A subscrição está ativa',
		subscribedText: 'Escreveremos quando algo acontecer. Cada e-mail tem uma ligação para cancelar.',
		linkOver: 'Esta ligação já não funciona',
		linkOverText:
			'Tem mais de 48 horas ou foi enviada uma mais recente. Subscreva de novo na página de status.',
		leave: 'Quer cancelar a subscrição?',
		leaveText: 'Não receberá mais e-mails de {name} e apagaremos o seu endereço.',
		unsubscribe: 'Cancelar a subscrição',
		left: 'A subscrição foi cancelada',
		leftText: 'O seu endereço foi apagado.',
		why: 'Recebe este e-mail porque subscreveu {name}.',
		viewNotice: 'Ler na página de status',
		manyUpdates:
			'Houve muitas atualizações na última hora. Talvez não enviemos as próximas por e-mail, mas escreveremos sempre quando terminar. A página de status contém todas.',
	},
	ja: {
		address: 'メールアドレス',
		subscribe: '登録する',
		hint: 'まず、確認用のメールをお送りします。',
		sent: 'メールをご確認ください',
		sentText:
			'リンクを記載したメールをお送りしました。48時間以内に確認していただくと、登録が有効になります。',
		badAddress: 'メールアドレスが正しくありません',
		badAddressText: '前のページに戻り、アドレスを確認してもう一度お試しください。',
		tryLater: '後でもう一度お試しください',
		tryLaterText: '現在、登録を受け付けられませんでした。数分後にもう一度お試しください。',
		confirmSubject: '{name} の登録を確認してください',
		confirmText:
			'このアドレスに {name} の最新情報を送るよう、どなたか（おそらくご本人）から依頼がありました。確認していただくと、何かあったときにメールでお知らせします。',
		confirm: '登録を確認する',
		notYou:
			'お心当たりがない場合は、このメールを無視してください。確認がなければ、48時間後にアドレスを削除します。',
		which: 'どのお知らせを受け取りますか？',
		all: 'すべて',
		chosen: '次のサービスのみ',
		subscribed: '登録しました',
		subscribedText: '何かあったときにメールでお知らせします。どのメールにも登録解除のリンクがあります。',
		linkOver: 'このリンクは使えなくなりました',
		linkOverText:
			'48時間が過ぎたか、新しいリンクが送られています。ステータスページでもう一度登録してください。',
		leave: '登録を解除しますか？',
		leaveText: '{name} からのメールは届かなくなり、アドレスは削除されます。',
		unsubscribe: '登録を解除する',
		left: '登録を解除しました',
		leftText: 'アドレスは削除されました。',
		why: '{name} に登録されているため、このメールをお送りしています。',
		viewNotice: 'ステータスページで読む',
		manyUpdates:
			'この1時間に多くの更新がありました。次の更新はメールでお送りしないことがありますが、終了時には必ずお知らせします。すべての更新はステータスページにあります。',
	},
	ar: {
		address: 'عنوان البريد الإلكتروني',
		subscribe: 'اشترك',
		hint: 'نرسل إليك أولًا رسالة لتأكيد الاشتراك.',
		sent: 'تحقق من بريدك',
		sentText: 'أرسلنا رسالة فيها رابط. يبدأ اشتراكك عندما تؤكده هناك خلال 48 ساعة.',
		badAddress: 'هذا ليس عنوان بريد إلكتروني',
		badAddressText: 'ارجع وتحقق من العنوان ثم حاول مرة أخرى.',
		tryLater: 'يُرجى المحاولة لاحقًا',
		tryLaterText: 'تعذر قبول الاشتراك الآن. حاول مرة أخرى بعد بضع دقائق.',
		confirmSubject: 'أكّد اشتراكك في {name}',
		confirmText:
			'طلب شخص ما، ولعله أنت، إرسال مستجدات {name} إلى هذا العنوان. أكّد ذلك لنكتب إليك عندما يحدث شيء.',
		confirm: 'تأكيد الاشتراك',
		notYou: 'إذا لم تكن أنت من طلب ذلك فتجاهل هذه الرسالة. نحذف العنوان بعد 48 ساعة ما لم تؤكده.',
		which: 'بماذا تريد أن نُعلمك؟',
		all: 'بكل شيء',
		chosen: 'بهذه الخدمات فقط',
		subscribed: 'تم الاشتراك',
		subscribedText: 'سنكتب إليك عندما يحدث شيء. في كل رسالة رابط لإلغاء الاشتراك.',
		linkOver: 'لم يعد هذا الرابط صالحًا',
		linkOverText: 'مضى عليه أكثر من 48 ساعة أو أُرسل رابط أحدث منه. اشترك مرة أخرى من صفحة الحالة.',
		leave: 'هل تريد إلغاء الاشتراك؟',
		leaveText: 'لن تصلك رسائل من {name} بعد الآن، وسنحذف عنوانك.',
		unsubscribe: 'إلغاء الاشتراك',
		left: 'أُلغي الاشتراك',
		leftText: 'حُذف عنوانك.',
		why: 'تصلك هذه الرسالة لأنك مشترك في {name}.',
		viewNotice: 'اقرأها في صفحة الحالة',
		manyUpdates:
			'صدرت تحديثات كثيرة في الساعة الأخيرة. قد لا نرسل التحديثات التالية بالبريد، لكننا نكتب دائمًا عند الانتهاء. تجدها كلها في صفحة الحالة.',
	},
};
