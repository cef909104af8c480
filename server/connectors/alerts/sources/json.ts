/** Any tool that can send JSON and a header: `mapping` says where its documents have what. */
import { z } from 'zod';
import type { Alert } from '../../../../src/model/alerts/alert.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { bySecret } from '../proof.ts';
import { labelsOf, readDocument, textOf } from '../read-document.ts';
import type { Mapping, SourceKind } from '../source-kind.ts';

/** Without a mapping: Candor's own shape, one alert or a list of them. */
const ownAlert = z.looseObject({
	key: z.string().min(1),
	group: z.string().optional(),
	status: z.enum(['firing', 'resolved']),
	summary: z.string().optional(),
	labels: z.record(z.string(), z.unknown()).default({}),
});
const ownDocument = z.union([z.looseObject({ alerts: z.array(ownAlert) }), ownAlert]);

/** The value at a path; `undefined` where there is none. Inherited members are none. */
function at(document: unknown, path: string): unknown {
	let value = document;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
		value = (value as Readonly<Record<string, unknown>>)[name];
	}
	return value;
}

function requiredText(document: unknown, path: string): string {
	const text = textOf(at(document, path));
	if (text !== null && text !== '') return text;
	throw new CandorError('invalid', `There is no text at "${path}". Correct the mapping of the source.`, [
		{ path, message: 'This is missing.' },
	]);
}

function mappedAlert(document: unknown, { key, group, status, firing, summary, labels }: Mapping): Alert {
	const ownKey = requiredText(document, key);
	return {
		key: ownKey,
		group: group === undefined ? ownKey : requiredText(document, group),
		firing: firing.includes(requiredText(document, status)),
		summary: summary === undefined ? '' : (textOf(at(document, summary)) ?? ''),
		labels: labelsOf(
			Object.fromEntries(Object.entries(labels).map(([name, path]) => [name, at(document, path)])),
		),
		at: null,
	};
}

export const json: SourceKind = {
	...bySecret,
	required: [],
	optional: ['mapping'],
	parse(document, { mapping }) {
		if (mapping) {
			const list = mapping.list === undefined ? [document] : at(document, mapping.list);
			if (!Array.isArray(list))
				throw new CandorError(
					'invalid',
					`There is no list at "${mapping.list}". Correct the mapping of the source.`,
				);
			return list.map((each) => mappedAlert(each, mapping));
		}
		const own = readDocument(
			document,
			ownDocument,
			'An alert is {"key":TEXT,"status":"firing" or "resolved","labels":{}}; a list is {"alerts":[…]}. For another shape, give the source a mapping.',
		);
		const alerts =
			'alerts' in own ? (own.alerts as z.infer<typeof ownAlert>[]) : [own as z.infer<typeof ownAlert>];
		return alerts.map(({ key, group = key, status, summary = '', labels }) => ({
			...{ key, group, summary, firing: status === 'firing', labels: labelsOf(labels), at: null },
		}));
	},
};
