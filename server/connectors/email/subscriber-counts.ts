/** How many subscribers a channel has, by state, language and component. */
import type { SubscriberCounts } from './schemas.ts';
import type { StoredSubscriber } from './subscriber.ts';

type Counted = Pick<StoredSubscriber, 'state' | 'language' | 'components'>;

export async function countSubscribers(
	channel: string,
	subscribers: AsyncIterable<{ readonly value: Counted }>,
): Promise<SubscriberCounts> {
	const states = { confirmed: 0, pending: 0, undeliverable: 0 };
	const languages = new Map<string, number>();
	const byComponent = new Map<string, number>();
	let allComponents = 0;
	for await (const { value } of subscribers) {
		const { state, language, components } = value;
		states[state] += 1;
		if (state !== 'confirmed') continue;
		addOne(languages, language);
		if (components === null) allComponents += 1;
		for (const component of components ?? []) addOne(byComponent, component);
	}
	return {
		...{ channel, ...states, allComponents },
		languages: mostFirst(languages).map(([language, count]) => ({ language, count })),
		components: mostFirst(byComponent).map(([component, count]) => ({ component, count })),
	};
}

const addOne = (counts: Map<string, number>, key: string): void => {
	counts.set(key, (counts.get(key) ?? 0) + 1);
};

const mostFirst = (counts: ReadonlyMap<string, number>): [string, number][] =>
	[...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
