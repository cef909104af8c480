/** Datadog: its webhooks integration, with the payload that docs/how-to/alerts.md gives. */
import { z } from 'zod';
import { bySecret } from '../proof.ts';
import { labelsOf, readDocument } from '../read-document.ts';
import type { SourceKind } from '../source-kind.ts';

const text = z.string().default('');
const document = z.looseObject({
	monitor: z.string().min(1),
	scope: text,
	transition: z.string().min(1),
	title: text,
	tags: text,
	priority: text,
	at: z.string().regex(/^\d{1,15}$/),
});

const ended: readonly string[] = ['Recovered', 'Warn Recovered', 'No Data Recovered'];

/** `env:prod,team:payments` as labels. A tag without a value is `true`. */
function tagsOf(tags: string): Record<string, string> {
	const pairs = tags.split(',').map((tag): [string, string] => {
		const colon = tag.indexOf(':');
		return colon < 0 ? [tag.trim(), 'true'] : [tag.slice(0, colon).trim(), tag.slice(colon + 1).trim()];
	});
	return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}

export const datadog: SourceKind = {
	...bySecret,
	required: [],
	optional: [],
	parse(given) {
		const { monitor, scope, transition, title, tags, priority, at } = readDocument(
			given,
			document,
			'This is no message of Datadog with the payload of docs/how-to/alerts.md. Copy the payload as it is.',
		);
		return [
			{
				...{
					key: `${monitor} ${scope}`,
					group: monitor,
					firing: !ended.includes(transition),
					summary: title,
				},
				labels: labelsOf({ ...tagsOf(tags), monitor, scope, transition, priority }),
				at: Number(at),
			},
		];
	},
};
