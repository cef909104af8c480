/** Exact sums of decimal amounts. They are added in thousandths: the smallest unit of any currency. */

const decimals = 3;

/** Such as 12,500 for `12.5`. At most 10^12, so that thousands of them can be added exactly. */
export function thousandths(amount: string): number {
	const [whole = '0', fraction = ''] = amount.split('.');
	return Number(whole) * 1_000 + Number(fraction.padEnd(decimals, '0'));
}

/** The opposite: `12.5` for 12,500, without zeros at the end. */
export function amountOf(value: number): string {
	const fraction = String(value % 1_000)
		.padStart(decimals, '0')
		.replace(/0+$/, '');
	const whole = String(Math.floor(value / 1_000));
	return fraction === '' ? whole : `${whole}.${fraction}`;
}
