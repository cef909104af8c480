import type { TemplateValue } from '../generated/record-types.ts';
import type { PolicyPack } from '../policy-pack/policy-pack.ts';
import { recordsOfKind, type State } from '../state/state.ts';

export interface Template {
	readonly id: string;
	/** The commit that changed it last; 0 for a template of the policy pack. */
	readonly seq: number;
	/** Whether it is part of the policy pack, and therefore read-only. */
	readonly builtIn: boolean;
	readonly value: TemplateValue;
}

/** All templates: the operators' own by their ids, then those of the pack that none of them replaces. */
export function templates(state: State, pack: PolicyPack | null): Template[] {
	const own = recordsOfKind(state, 'template').map(
		({ id, seq, value }): Template => ({ id, seq, builtIn: false, value: value as TemplateValue }),
	);
	const ids = new Set(own.map(({ id }) => id));
	const builtIn = (pack?.templates ?? [])
		.filter(({ id }) => !ids.has(id))
		.map(({ id, ...value }): Template => ({ id, seq: 0, builtIn: true, value }));
	return [...own, ...builtIn];
}
