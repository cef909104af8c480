/** What a remedy pays, in plain lines. */
import type { Payout, PayoutTier } from '../../../src/model/generated/record-types.ts';
import { oneLine } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { timeText } from './time.ts';

/** Such as `5.00 EUR` or `10 %`. */
export const payoutText = ({ unit, currency }: Payout, value: string): string =>
	`${oneLine(value)} ${unit === 'percent' ? '%' : oneLine(currency ?? unit)}`;

function tierText(payout: Payout, { minutes, attributes, value }: PayoutTier): string {
	const conditions = [
		...(minutes > 0 ? [`from ${minutes} min of impact on`] : []),
		...Object.entries(attributes).map(
			([name, values]) => `${oneLine(name)} ${values.map(oneLine).join(' or ')}`,
		),
	];
	return [payoutText(payout, value), ...conditions].join(', ');
}

export const payoutLines = (payout: Payout, style: Style): string[] => [
	'  Pays out:',
	...payout.tiers.map((tier) => `  - ${tierText(payout, tier)}`),
	...(payout.from && payout.until
		? [
				`  Measured: ${payout.components.map(oneLine).join(', ')}, ${timeText(payout.from, style)} to ${timeText(payout.until, style)}`,
			]
		: []),
];
