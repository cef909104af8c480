/** Prometheus Alertmanager: webhook messages of version 4. */
import { CandorError } from '../../../../src/model/errors.ts';
import { bySecret } from '../proof.ts';
import type { SourceKind } from '../source-kind.ts';
import { prometheusAlerts } from './prometheus.ts';

export const alertmanager: SourceKind = {
	...bySecret,
	required: [],
	optional: [],
	parse(document) {
		const { version } = Object(document) as { readonly version?: unknown };
		if (version !== '4')
			throw new CandorError(
				'invalid',
				'Only webhook messages of Alertmanager with "version": "4" can be read.',
			);
		return prometheusAlerts(document, 'Alertmanager');
	},
};
