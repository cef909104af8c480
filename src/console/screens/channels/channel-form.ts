/** A channel while it is edited. Its settings may hold secrets, so they are not part of it. */
import { impactLabels, kindLabels } from '../../../model/labels.ts';
import type { Schema } from '../../api/client.ts';
import type { Difference } from '../../shared/conflict-panel.ts';
import { idFromName } from '../../shared/id-from-name.ts';
import { type ChannelKind, channelKinds } from './kinds.ts';

export type Channel = Schema<'Channel'>;
type Filter = Required<Channel['filter']>;
export type ChannelSettings = Schema<'CreateChannel'>['settings'];

export interface ChannelForm {
	/** As the server had it when the form began; `null`: the channel is new. */
	readonly base: Channel | null;
	readonly kind: ChannelKind;
	readonly name: string;
	readonly language: Channel['language'];
	readonly filter: Filter;
	readonly enabled: boolean;
}

export const emptyForm = (): ChannelForm => ({
	...{ base: null, kind: 'webhook', name: '', language: null, enabled: true },
	filter: { components: null, kinds: null, minImpact: 'none' },
});

export const formOf = (base: Channel): ChannelForm => {
	const { kind, name, language, filter, enabled } = base;
	return { base, kind, name, language, filter: { ...emptyForm().filter, ...filter }, enabled };
};

/** A form from the browser's storage; `null`: there is none, or it is of a kind that this version does not know. */
export const restoredForm = (stored: ChannelForm | null): ChannelForm | null =>
	stored && Object.hasOwn(channelKinds, stored.kind) ? { ...emptyForm(), ...stored } : null;

export const createRequest = (
	{ kind, name, language, filter, enabled }: ChannelForm,
	settings: ChannelSettings,
): Schema<'CreateChannel'> => ({
	...{ id: idFromName(name, 'channel'), kind, name: name.trim(), language, filter, enabled, settings },
});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the operator has changed: the rest may have been changed by others meanwhile. */
export function editRequest(form: ChannelForm, settings: ChannelSettings): Schema<'EditChannel'> {
	const { base, name, language, filter, enabled } = form;
	const now = { name: name.trim(), language, filter, enabled };
	return {
		...Object.fromEntries(
			Object.entries(now).filter(([field, value]) => !isSame(value, base?.[field as keyof Channel])),
		),
		...(Object.keys(settings).length > 0 && { settings }),
	};
}

/** Whether another operator has changed a field that this one changes too. */
export const conflictsWith = (form: ChannelForm, settings: ChannelSettings, current: Channel): boolean =>
	Object.keys(editRequest(form, settings)).some(
		(field) => !isSame(form.base?.[field as keyof Channel], current[field as keyof Channel]),
	);

/** What it tells: "Slack, major impact or more, incidents, about 2 components, in German". */
export function filterText({ filter, language }: Pick<Channel, 'filter' | 'language'>): string {
	const { components = null, kinds = null, minImpact = 'none' } = filter;
	const parts = [
		kinds === null ? '' : kinds.map((kind) => kindLabels[kind].toLowerCase()).join(', '),
		minImpact === 'none' ? '' : `${impactLabels[minImpact].toLowerCase()} or more`,
		components === null ? '' : components.length === 1 ? 'one component' : `${components.length} components`,
		language === null ? '' : `in ${languageName(language)}`,
	].filter(Boolean);
	return parts.length === 0 ? 'all notices' : parts.join(', ');
}

export const languageName = (tag: string): string =>
	new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;

const switchText = (enabled: boolean): string => (enabled ? 'on' : 'off');

/** The fields that this operator changes and that another one has changed meanwhile. */
export function differencesOf(form: ChannelForm, current: Channel): readonly Difference[] {
	const fields: readonly Difference[] = [
		{ label: 'Name', theirs: current.name, mine: form.name },
		{ label: 'What it sends', theirs: filterText(current), mine: filterText(form) },
		{ label: 'It sends', theirs: switchText(current.enabled), mine: switchText(form.enabled) },
		{ label: 'Address', theirs: current.settings.url ?? '', mine: form.base?.settings.url ?? '' },
	];
	return fields.filter(({ theirs, mine }) => theirs !== mine);
}
