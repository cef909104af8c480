/**
 * Words of the trust report. Each figure has its definition. Long, because it is one sentence for
 * each of them in seven languages, and a translator reads them together.
 */
import type { Language } from './words.ts';

/** A figure and what it counts. */
export type Defined = readonly [name: string, definition: string];

interface ReportWords {
	readonly title: string;
	/** `{from}` and `{until}` are dates. */
	readonly intro: string;
	readonly incidents: string;
	readonly month: string;
	readonly total: string;
	readonly timeToFirstNotice: Defined;
	readonly timeToResolve: Defined;
	readonly timeBetweenUpdates: Defined;
	/** `{median}` and `{p90}` are durations. */
	readonly measured: string;
	readonly notMeasured: string;
	readonly cadence: Defined;
	readonly kept: string;
	readonly promisedUpdates: Defined;
	/** `{kept}` and `{all}` are numbers. */
	readonly keptOf: string;
	/** `{days}` is a number. */
	readonly postmortems: Defined;
	readonly remedies: Defined;
	readonly actions: Defined;
	/** Numbers. */
	readonly actionCounts: string;
	/** What was exercised and checked. */
	readonly prepared: string;
	readonly drills: Defined;
	/** `{last}` is a date, the others are numbers. */
	readonly drillCounts: string;
	readonly restored: Defined;
	/** `{at}` is a date. */
	readonly restoredAt: string;
	readonly restoreFailed: string;
	/** `{days}` is a number. */
	readonly target: string;
	readonly countedHow: string;
	/** Links to the same figures. */
	readonly data: string;
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
	en: {
		title: 'Trust report',
		intro: 'From {from} to {until}, counted from everything that this page has published.',
		incidents: 'Incidents',
		month: 'Month',
		total: 'Total',
		timeToFirstNotice: [
			'Time to first notice',
			'From the beginning of an incident, as we know it today, to the first notice about it.',
		],
		timeToResolve: ['Time to resolve', 'From the opening of an incident to its end.'],
		timeBetweenUpdates: ['Time between updates', 'From one update of an incident to the next.'],
		measured: 'Half within {median}, nine in ten within {p90}',
		notMeasured: 'Nothing to measure',
		cadence: [
			'Updates within our target',
			'Times between two updates that were within the target for the impact.',
		],
		kept: 'What we promised and kept',
		promisedUpdates: ['Updates on time', 'Updates that came before the time we had named.'],
		keptOf: '{kept} of {all}',
		postmortems: [
			'Reports on time',
			'Major and critical incidents whose report came within {days} days after the end.',
		],
		remedies: ['Remedies', 'Offers after an incident, to make up for it.'],
		actions: ['Promised actions', 'What our reports promised, whenever that was.'],
		actionCounts: 'Done: {done} · still to do: {open} · overdue: {overdue}',
		prepared: 'How we prepare',
		drills: ['Drills', 'Exercises that ended in this time.'],
		drillCounts: 'Held: {held} · last one: {last} · promised updates on time: {kept} of {all}',
		restored: ['Restored backup', 'The newest backup that we have restored to check it.'],
		restoredAt: 'Checked on {at}',
		restoreFailed: 'The last attempt failed',
		target: 'Target: every {days} days.',
		countedHow:
			'Times are in UTC. Uptime is the share of the time without a partial or major outage. Drills and withdrawn notices do not count.',
		data: 'The same figures as',
	},
	de: {
		title: 'Vertrauensbericht',
		intro: 'Vom {from} bis zum {until}, gezählt aus allem, was diese Seite veröffentlicht hat.',
		incidents: 'Störungen',
		month: 'Monat',
		total: 'Gesamt',
		timeToFirstNotice: [
			'Zeit bis zum ersten Hinweis',
			'Vom Beginn einer Störung, wie wir ihn heute kennen, bis zum ersten Hinweis darauf.',
		],
		timeToResolve: ['Dauer bis zur Behebung', 'Vom Beginn einer Störung bis zu ihrem Ende.'],
		timeBetweenUpdates: ['Zeit zwischen Meldungen', 'Von einer Meldung zu einer Störung bis zur nächsten.'],
		measured: 'Die Hälfte in {median}, neun von zehn in {p90}',
		notMeasured: 'Nichts zu messen',
		cadence: [
			'Meldungen in der Zielzeit',
			'Abstände zwischen zwei Meldungen, die im Ziel für die Auswirkung lagen.',
		],
		kept: 'Was wir zugesagt und gehalten haben',
		promisedUpdates: ['Pünktliche Meldungen', 'Meldungen, die vor der genannten Zeit kamen.'],
		keptOf: '{kept} von {all}',
		postmortems: [
			'Pünktliche Berichte',
			'Störungen mit großen oder kritischen Auswirkungen, deren Bericht in {days} Tagen nach dem Ende kam.',
		],
		remedies: ['Wiedergutmachungen', 'Angebote nach einer Störung, als Ausgleich.'],
		actions: ['Zugesagte Maßnahmen', 'Was unsere Berichte zugesagt haben, wann auch immer.'],
		actionCounts: 'Erledigt: {done} · noch zu tun: {open} · überfällig: {overdue}',
		prepared: 'Wie wir uns vorbereiten',
		drills: ['Übungen', 'Übungen, die in dieser Zeit endeten.'],
		drillCounts: 'Abgehalten: {held} · zuletzt: {last} · pünktliche zugesagte Meldungen: {kept} von {all}',
		restored: [
			'Wiederhergestellte Sicherung',
			'Die neueste Sicherung, die wir zur Prüfung wiederhergestellt haben.',
		],
		restoredAt: 'Geprüft am {at}',
		restoreFailed: 'Der letzte Versuch ist fehlgeschlagen',
		target: 'Ziel: alle {days} Tage.',
		countedHow:
			'Zeiten in UTC. Die Verfügbarkeit ist der Anteil der Zeit ohne Teilausfall oder schweren Ausfall. Übungen und zurückgezogene Hinweise zählen nicht.',
		data: 'Dieselben Zahlen als',
	},
	fr: {
		title: 'Rapport de confiance',
		intro: 'Du {from} au {until}, d’après tout ce que cette page a publié.',
		incidents: 'Incidents',
		month: 'Mois',
		total: 'Total',
		timeToFirstNotice: [
			'Délai du premier avis',
			'Du début d’un incident, tel que nous le connaissons aujourd’hui, au premier avis.',
		],
		timeToResolve: ['Délai de résolution', 'De l’ouverture d’un incident à sa fin.'],
		timeBetweenUpdates: ['Délai entre les mises à jour', 'D’une mise à jour d’un incident à la suivante.'],
		measured: 'La moitié en {median}, neuf sur dix en {p90}',
		notMeasured: 'Rien à mesurer',
		cadence: [
			'Mises à jour dans notre objectif',
			'Délais entre deux mises à jour qui respectaient l’objectif fixé pour l’impact.',
		],
		kept: 'Ce que nous avons promis et tenu',
		promisedUpdates: ['Mises à jour à l’heure', 'Mises à jour publiées avant l’heure annoncée.'],
		keptOf: '{kept} sur {all}',
		postmortems: [
			'Comptes rendus à temps',
			'Incidents majeurs et critiques dont le compte rendu a paru dans les {days} jours après la fin.',
		],
		remedies: ['Compensations', 'Offres faites après un incident, en réparation.'],
		actions: ['Actions promises', 'Ce que nos comptes rendus ont promis, quelle qu’en soit la date.'],
		actionCounts: 'Fait : {done} · reste à faire : {open} · en retard : {overdue}',
		prepared: 'Comment nous nous préparons',
		drills: ['Exercices', 'Exercices terminés pendant cette période.'],
		drillCounts: 'Tenus : {held} · dernier : {last} · mises à jour promises à l’heure : {kept} sur {all}',
		restored: [
			'Sauvegarde restaurée',
			'La sauvegarde la plus récente que nous avons restaurée pour la vérifier.',
		],
		restoredAt: 'Vérifiée le {at}',
		restoreFailed: 'La dernière tentative a échoué',
		target: 'Objectif : tous les {days} jours.',
		countedHow:
			'Heures en UTC. La disponibilité est la part du temps sans panne partielle ou majeure. Les exercices et les avis retirés ne comptent pas.',
		data: 'Les mêmes chiffres en',
	},
	es: {
		title: 'Informe de confianza',
		intro: 'Del {from} al {until}, a partir de todo lo que esta página ha publicado.',
		incidents: 'Incidentes',
		month: 'Mes',
		total: 'Total',
		timeToFirstNotice: [
			'Tiempo hasta el primer aviso',
			'Desde el inicio de un incidente, tal como lo conocemos hoy, hasta el primer aviso.',
		],
		timeToResolve: ['Tiempo hasta la solución', 'Desde el inicio de un incidente hasta su fin.'],
		timeBetweenUpdates: ['Tiempo entre novedades', 'De una novedad de un incidente a la siguiente.'],
		measured: 'La mitad en {median}, nueve de cada diez en {p90}',
		notMeasured: 'Nada que medir',
		cadence: [
			'Novedades dentro del objetivo',
			'Intervalos entre dos novedades que cumplieron el objetivo para el impacto.',
		],
		kept: 'Lo que prometimos y cumplimos',
		promisedUpdates: ['Novedades a tiempo', 'Novedades que llegaron antes de la hora anunciada.'],
		keptOf: '{kept} de {all}',
		postmortems: [
			'Informes a tiempo',
			'Incidentes graves y críticos cuyo informe llegó en los {days} días posteriores al fin.',
		],
		remedies: ['Compensaciones', 'Ofertas después de un incidente, para compensarlo.'],
		actions: ['Acciones prometidas', 'Lo que prometieron nuestros informes, en cualquier fecha.'],
		actionCounts: 'Hecho: {done} · por hacer: {open} · con retraso: {overdue}',
		prepared: 'Cómo nos preparamos',
		drills: ['Simulacros', 'Simulacros que terminaron en este periodo.'],
		drillCounts: 'Realizados: {held} · último: {last} · novedades prometidas a tiempo: {kept} de {all}',
		restored: [
			'Copia de seguridad restaurada',
			'La copia de seguridad más reciente que hemos restaurado para comprobarla.',
		],
		restoredAt: 'Comprobada el {at}',
		restoreFailed: 'El último intento falló',
		target: 'Objetivo: cada {days} días.',
		countedHow:
			'Horas en UTC. La disponibilidad es la parte del tiempo sin interrupción parcial o grave. Los simulacros y los avisos retirados no cuentan.',
		data: 'Las mismas cifras en',
	},
	pt: {
		title: 'Relatório de confiança',
		intro: 'De {from} a {until}, contado a partir de tudo o que esta página publicou.',
		incidents: 'Incidentes',
		month: 'Mês',
		total: 'Total',
		timeToFirstNotice: [
			'Tempo até o primeiro aviso',
			'Do início de um incidente, como o conhecemos hoje, até o primeiro aviso.',
		],
		timeToResolve: ['Tempo até a solução', 'Do início de um incidente até o seu fim.'],
		timeBetweenUpdates: ['Tempo entre atualizações', 'De uma atualização de um incidente até a próxima.'],
		measured: 'Metade em {median}, nove em cada dez em {p90}',
		notMeasured: 'Nada a medir',
		cadence: [
			'Atualizações dentro da meta',
			'Intervalos entre duas atualizações que cumpriram a meta para o impacto.',
		],
		kept: 'O que prometemos e cumprimos',
		promisedUpdates: ['Atualizações no prazo', 'Atualizações que vieram antes da hora anunciada.'],
		keptOf: '{kept} de {all}',
		postmortems: [
			'Relatórios no prazo',
			'Incidentes graves e críticos cujo relatório saiu em até {days} dias após o fim.',
		],
		remedies: ['Compensações', 'Ofertas depois de um incidente, para compensá-lo.'],
		actions: ['Ações prometidas', 'O que nossos relatórios prometeram, em qualquer data.'],
		actionCounts: 'Feito: {done} · por fazer: {open} · em atraso: {overdue}',
		prepared: 'Como nos preparamos',
		drills: ['Simulações', 'Simulações que terminaram neste período.'],
		drillCounts: 'Realizadas: {held} · última: {last} · atualizações prometidas no prazo: {kept} de {all}',
		restored: ['Backup restaurado', 'O backup mais recente que restauramos para verificá-lo.'],
		restoredAt: 'Verificado em {at}',
		restoreFailed: 'A última tentativa falhou',
		target: 'Meta: a cada {days} dias.',
		countedHow:
			'Horários em UTC. A disponibilidade é a parte do tempo sem interrupção parcial ou grave. Simulações e avisos retirados não contam.',
		data: 'Os mesmos números em',
	},
	ja: {
		title: '信頼性レポート',
		intro: '{from}から{until}まで。このページで公開したすべての情報から集計しています。',
		incidents: '障害',
		month: '月',
		total: '合計',
		timeToFirstNotice: ['最初のお知らせまでの時間', '現在わかっている障害の発生時刻から最初のお知らせまで。'],
		timeToResolve: ['解決までの時間', '障害の発生から終了まで。'],
		timeBetweenUpdates: ['更新の間隔', '障害についての更新から次の更新まで。'],
		measured: '半数は{median}以内、9割は{p90}以内',
		notMeasured: '対象なし',
		cadence: ['目標内の更新', '更新の間隔のうち、影響の大きさに応じた目標を守れたもの。'],
		kept: 'お約束と実績',
		promisedUpdates: ['時間どおりの更新', '予告した時刻までに行った更新。'],
		keptOf: '{all}件中{kept}件',
		postmortems: [
			'期限内の報告書',
			'影響が大きいまたは深刻な障害のうち、終了後{days}日以内に報告書を公開したもの。',
		],
		remedies: ['補償', '障害の後、お詫びとして提供したもの。'],
		actions: ['お約束した対応', '報告書でお約束したもの(時期を問いません)。'],
		actionCounts: '完了: {done} · 対応中: {open} · 期限超過: {overdue}',
		prepared: '日頃の備え',
		drills: ['訓練', 'この期間に終了した訓練。'],
		drillCounts: '実施: {held} · 最終: {last} · 予告どおりの更新: {all}件中{kept}件',
		restored: ['復元したバックアップ', '確認のために復元した最新のバックアップ。'],
		restoredAt: '確認日: {at}',
		restoreFailed: '最後の試行は失敗しました',
		target: '目標: {days}日ごと。',
		countedHow:
			'時刻はUTCです。稼働率は、一部障害も大規模障害もなかった時間の割合です。訓練と取り下げたお知らせは含みません。',
		data: '同じ数値の形式:',
	},
	ar: {
		title: 'تقرير الثقة',
		intro: 'من {from} إلى {until}، محسوب من كل ما نشرته هذه الصفحة.',
		incidents: 'الحوادث',
		month: 'الشهر',
		total: 'المجموع',
		timeToFirstNotice: ['الوقت حتى الإشعار الأول', 'من بداية الحادث كما نعرفها اليوم إلى أول إشعار عنه.'],
		timeToResolve: ['الوقت حتى الحل', 'من بداية الحادث إلى نهايته.'],
		timeBetweenUpdates: ['الوقت بين المستجدات', 'من مستجد في الحادث إلى الذي يليه.'],
		measured: 'النصف خلال {median}، وتسعة من عشرة خلال {p90}',
		notMeasured: 'لا شيء للقياس',
		cadence: ['مستجدات ضمن هدفنا', 'الفترات بين مستجدين التي كانت ضمن الهدف المحدد لحجم التأثير.'],
		kept: 'ما وعدنا به والتزمنا به',
		promisedUpdates: ['المستجدات في وقتها', 'المستجدات التي جاءت قبل الوقت المعلن.'],
		keptOf: '{kept} من {all}',
		postmortems: [
			'التقارير في وقتها',
			'الحوادث الكبيرة والحرجة التي صدر تقريرها خلال {days} يومًا من نهايتها.',
		],
		remedies: ['التعويضات', 'عروض بعد حادث، تعويضًا عنه.'],
		actions: ['الإجراءات الموعودة', 'ما وعدت به تقاريرنا، أيًّا كان تاريخه.'],
		actionCounts: 'تم: {done} · لم يُنجز بعد: {open} · متأخر: {overdue}',
		prepared: 'كيف نستعد',
		drills: ['التدريبات', 'التدريبات التي انتهت خلال هذه المدة.'],
		drillCounts: 'أُجريت: {held} · الأخير: {last} · المستجدات الموعودة في وقتها: {kept} من {all}',
		restored: ['نسخة احتياطية مستعادة', 'أحدث نسخة احتياطية استعدناها للتحقق منها.'],
		restoredAt: 'تم التحقق في {at}',
		restoreFailed: 'فشلت المحاولة الأخيرة',
		target: 'الهدف: كل {days} يومًا.',
		countedHow:
			'الأوقات بتوقيت UTC. التوفر هو نسبة الوقت من دون انقطاع جزئي أو كبير. لا تُحتسب التدريبات ولا الإشعارات المسحوبة.',
		data: 'الأرقام نفسها بصيغة',
	},
};
