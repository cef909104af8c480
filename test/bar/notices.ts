/** Notices with long texts, as an operator writes them in a long outage. */
const title =
	'Card payments and bank transfers are failing for some customers in Europe and in North America';

export const longNotices = [
	{
		id: 'cards',
		title,
		impact: 'major',
		phase: 'investigating',
		affected: [
			{ component: 'cards', status: 'major-outage' },
			{ component: 'sepa', status: 'degraded' },
		],
		body: 'We are looking into failing payments. Some cards are refused although they are valid, and transfers take longer than usual. Please do not pay twice.',
		workaround: 'Pay by invoice: choose “Invoice” at the checkout. Your order is kept for seven days.',
		checklist: [
			'Do not repeat a payment that seems to have failed.',
			'Keep the number of your order.',
			'Write to support if money was taken twice.',
		],
		actions: ['We restart the payment service.', 'We talk to our payment provider.'],
		dataSafety: {
			state: 'safe',
			statement: 'Your card data is safe.',
			evidence: 'Our provider stores it, and has checked its logs.',
		},
	},
	{
		id: 'exports',
		title: 'Exports of large workspaces are slow, and some of them end before they are complete',
		impact: 'minor',
		phase: 'investigating',
		body: 'Exports of more than 10,000 rows can take up to two hours. We are adding capacity now.',
		workaround: 'Export a smaller range of dates.',
	},
	{
		id: 'mail',
		title: 'Notifications by mail arrive up to forty minutes late for customers with their own domain',
		impact: 'minor',
		phase: 'investigating',
		body: 'Our mail provider delivers late. Nothing is lost.',
	},
] as const;

/** The title of the worst notice, which the bar shows. */
export const longTitle: string = title;
