/** Words of the trust report. Each figure has its definition. */
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
	readonly timeToResolve: Defined;
	readonly timeBetweenUpdates: Defined;
	/** `{median}` and `{p90}` are durations. */
	readonly measured: string;
	readonly notMeasured: string;
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
		timeToResolve: ['Time to resolve', 'From the opening of an incident to its end.'],
		timeBetweenUpdates: ['Time between updates', 'From one update of an incident to the next.'],
		measured: 'Half within {median}, nine in ten within {p90}',
		notMeasured: 'Nothing to measure',
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
		timeToResolve: ['Dauer bis zur Behebung', 'Vom Beginn einer Störung bis zu ihrem Ende.'],
		timeBetweenUpdates: ['Zeit zwischen Meldungen', 'Von einer Meldung zu einer Störung bis zur nächsten.'],
		measured: 'Die Hälfte in {median}, neun von zehn in {p90}',
		notMeasured: 'Nichts zu messen',
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
		timeToResolve: ['Délai de résolution', 'De l’ouverture d’un incident à sa fin.'],
		timeBetweenUpdates: ['Délai entre les mises à jour', 'D’une mise à jour d’un incident à la suivante.'],
		measured: 'La moitié en {median}, neuf sur dix en {p90}',
		notMeasured: 'Rien à mesurer',
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
		timeToResolve: ['Tiempo hasta la solución', 'Desde el inicio de un incidente hasta su fin.'],
		timeBetweenUpdates: ['Tiempo entre novedades', 'De una novedad de un incidente a la siguiente.'],
		measured: 'La mitad en {median}, nueve de cada diez en {p90}',
		notMeasured: 'Nada que medir',
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
		timeToResolve: ['Tempo até a solução', 'Do início de um incidente até o seu fim.'],
		timeBetweenUpdates: ['Tempo entre atualizações', 'De uma atualização de um incidente até a próxima.'],
		measured: 'Metade em {median}, nove em cada dez em {p90}',
		notMeasured: 'Nada a medir',
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
		timeToResolve: ['解決までの時間', '障害の発生から終了まで。'],
		timeBetweenUpdates: ['更新の間隔', '障害についての更新から次の更新まで。'],
		measured: '半数は{median}以内、9割は{p90}以内',
		notMeasured: '対象なし',
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
		timeToResolve: ['الوقت حتى الحل', 'من بداية الحادث إلى نهايته.'],
		timeBetweenUpdates: ['الوقت بين المستجدات', 'من مستجد في الحادث إلى الذي يليه.'],
		measured: 'النصف خلال {median}، وتسعة من عشرة خلال {p90}',
		notMeasured: 'لا شيء للقياس',
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
		countedHow:
			'الأوقات بتوقيت UTC. التوفر هو نسبة الوقت من دون انقطاع جزئي أو كبير. لا تُحتسب التدريبات ولا الإشعارات المسحوبة.',
		data: 'الأرقام نفسها بصيغة',
	},
};
