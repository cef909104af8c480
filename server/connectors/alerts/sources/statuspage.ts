/**
 * Statuspage: the webhook subscription of a vendor’s page. It signs nothing, so the secret is the
 * password of basic authentication in the address that subscribes.
 */
import { z } from 'zod';
import { CandorError } from '../../../../src/model/errors.ts';
import { bySecret } from '../proof.ts';
import { labelsOf, readDocument } from '../read-document.ts';
import type { SourceKind } from '../source-kind.ts';

const page = z.looseObject({ id: z.string().min(1) });
const incident = z.looseObject({
	page,
	incident: z.looseObject({
		id: z.string().min(1),
		name: z.string(),
		status: z.string(),
		impact: z.string().default(''),
		updated_at: z.iso.datetime({ offset: true }),
	}),
});
const component = z.looseObject({
	page,
	component_update: z.looseObject({ created_at: z.iso.datetime({ offset: true }) }),
	component: z.looseObject({ id: z.string().min(1), name: z.string(), status: z.string() }),
});

const ended: readonly string[] = ['resolved', 'postmortem', 'completed', 'operational'];

export const statuspage: SourceKind = {
	...bySecret,
	required: [],
	optional: [],
	parse(given) {
		const document = Object(given) as { readonly incident?: unknown; readonly component?: unknown };
		const expected = 'This is no webhook of Statuspage about an incident or a component.';
		if (document.incident !== undefined) {
			const { page, incident: about } = readDocument(given, incident, expected);
			const { id, name, status, impact } = about;
			return [
				{
					...{ key: `incident ${id}`, group: id, firing: !ended.includes(status), summary: name },
					labels: labelsOf({ page: page.id, type: 'incident', name, status, impact }),
					at: Date.parse(about.updated_at),
				},
			];
		}
		if (document.component === undefined) throw new CandorError('invalid', expected);
		const { page, component: about, component_update } = readDocument(given, component, expected);
		const { id, name, status } = about;
		return [
			{
				...{ key: `component ${id}`, group: `component ${id}`, firing: !ended.includes(status) },
				...{ summary: `${name}: ${status}`, at: Date.parse(component_update.created_at) },
				labels: labelsOf({ page: page.id, type: 'component', name, status }),
			},
		];
	},
};
