/** How many subscribers there are, and which ones a search finds. */
import type { Schema } from '../../api/client.ts';

type Subscriber = Schema<'Subscriber'>;

export interface SubscriberCounts {
	readonly confirmed: number;
	readonly pending: number;
	readonly undeliverable: number;
	/** The confirmed ones that chose all components. */
	readonly all: number;
	/** The confirmed ones that chose a component, by its id, the most first. */
	readonly byComponent: readonly (readonly [string, number])[];
}

export function countsOf(subscribers: readonly Subscriber[]): SubscriberCounts {
	const withState = (state: Subscriber['state']) => subscribers.filter((each) => each.state === state);
	const confirmed = withState('confirmed');
	const byComponent = new Map<string, number>();
	for (const id of confirmed.flatMap(({ components }) => components ?? []))
		byComponent.set(id, (byComponent.get(id) ?? 0) + 1);
	return {
		confirmed: confirmed.length,
		pending: withState('pending').length,
		undeliverable: withState('undeliverable').length,
		all: confirmed.filter(({ components }) => components === null).length,
		byComponent: [...byComponent].sort(([, a], [, b]) => b - a),
	};
}

/** Those whose address has the text; all for an empty one. */
export const foundIn = (subscribers: readonly Subscriber[], text: string): readonly Subscriber[] =>
	subscribers.filter(({ email }) => email.toLowerCase().includes(text.trim().toLowerCase()));
