/** Channels in the private store: their kinds, addresses, filters and secrets. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import { type Language, languages } from '../../site/words/words.ts';
import { channelFilter } from './channel-filter.ts';
import { type ChannelSettings, channelSettings } from './channel-kind.ts';
import { type ChannelKindName, channelKindNames } from './channel-kind-names.ts';
import type { ChannelKinds } from './channel-kinds.ts';

const kind = 'channel';
/** While a secret is replaced there are two. */
const mostSecrets = 5;
const mostChannels = 100;

const storedChannel = z.object({
	kind: z.enum(channelKindNames),
	name: z.string(),
	createdAt: z.iso.datetime(),
	/** `null`: English, and the operators' words as they were written. */
	language: z.enum(languages as [Language, ...Language[]]).nullable(),
	settings: channelSettings,
	filter: channelFilter,
	enabled: z.boolean(),
	/** Why the server disabled it; `null`: it did not. */
	disabledBecause: z.string().nullable(),
	/** The newest last. */
	secrets: z.array(z.object({ id: z.string(), value: z.string(), createdAt: z.iso.datetime() })),
});
export type StoredChannel = z.infer<typeof storedChannel>;

export interface Channel {
	readonly id: string;
	readonly value: StoredChannel;
}

/** `version`: of the record in the private store. Every change of the channel counts it up. */
export interface VersionedChannel extends Channel {
	readonly version: number;
}

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly kinds: ChannelKinds;
	readonly clock: Clock;
	readonly newId: () => string;
}

/** What an operator sets. */
export type ChannelFields = Pick<
	StoredChannel,
	'kind' | 'name' | 'language' | 'settings' | 'filter' | 'enabled'
>;

type ChangedFields = {
	readonly [Name in keyof Omit<ChannelFields, 'kind'>]?: ChannelFields[Name] | undefined;
};

/** The secret is in no other answer. */
export interface NewChannelSecret {
	readonly id: string;
	readonly secret: string;
}

export class StoredChannels {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** `null`: there is none, or it is damaged. */
	async find(id: string): Promise<StoredChannel | null> {
		const record = await this.#dependencies.privateStore.get(kind, id);
		return storedChannel.safeParse(record?.value).data ?? null;
	}

	/** Throws CandorError `not-found`. */
	async require(id: string): Promise<StoredChannel> {
		const found = await this.find(id);
		if (found) return found;
		throw unknownChannel(id);
	}

	/** Throws CandorError `not-found`. */
	async requireVersioned(id: string): Promise<VersionedChannel> {
		const record = await this.#dependencies.privateStore.get(kind, id);
		const { data } = storedChannel.safeParse(record?.value);
		if (record && data) return { id, version: record.version, value: data };
		throw unknownChannel(id);
	}

	/** In the order of their ids. */
	async all(): Promise<readonly VersionedChannel[]> {
		return (await this.#dependencies.privateStore.list(kind)).flatMap(({ id, version, value }) => {
			const { data } = storedChannel.safeParse(value);
			return data ? [{ id, version, value: data }] : [];
		});
	}

	/** Throws CandorError `invalid` unless a channel of the kind has exactly these settings. */
	assertFits(name: ChannelKindName, settings: ChannelSettings): void {
		const { required, optional } = this.#dependencies.kinds[name];
		const missing = required.find((each) => settings[each] === undefined);
		if (missing) throw invalid(`settings.${missing}`, `A channel of the kind "${name}" needs "${missing}".`);
		const known: readonly string[] = [...required, ...optional];
		const unknown = Object.keys(settings).find((each) => !known.includes(each));
		if (unknown) throw invalid(`settings.${unknown}`, `A channel of the kind "${name}" has no "${unknown}".`);
	}

	/**
	 * `null`: the kind has no secret. Throws CandorError `invalid`: the id is taken, the settings do not
	 * fit the kind, or it is a second channel for e-mails.
	 */
	async create(id: string, fields: ChannelFields): Promise<NewChannelSecret | null> {
		await this.assertCanCreate(id, fields);
		const made = this.#dependencies.kinds[fields.kind].signs ? this.#newSecret() : null;
		const value: StoredChannel = {
			...fields,
			...{ createdAt: this.#nowText(), disabledBecause: null, secrets: made ? [made] : [] },
		};
		// Another server may have taken the id since.
		const { done } = await this.#dependencies.privateStore.put(kind, id, value, 0);
		if (!done) throw takenId(id);
		return made && { id: made.id, secret: made.value };
	}

	/** Throws CandorError `invalid` where `create` would, so that nothing is recorded before. */
	async assertCanCreate(id: string, fields: ChannelFields): Promise<void> {
		this.assertFits(fields.kind, fields.settings);
		const all = await this.all();
		if (all.some((each) => each.id === id)) throw takenId(id);
		if (all.length >= mostChannels)
			throw invalid('id', `There are ${mostChannels} channels already. Remove one first.`);
		const same = all.find(({ value }) => value.kind === fields.kind);
		if ((fields.kind === 'email' || fields.kind === 'web-push') && same)
			throw invalid(
				'kind',
				`The channel "${same.id}" writes to all subscribers already. With a second one they would get each message twice: change the first.`,
			);
	}

	/**
	 * Changes what is given; of the settings too, because an operator cannot read the others. Throws
	 * CandorError `not-found` or `invalid`, and `precondition-failed` unless the channel still has
	 * `expectedVersion`, where that is given.
	 */
	async edit(id: string, fields: ChangedFields, expectedVersion?: number): Promise<VersionedChannel> {
		const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
		const change = (channel: StoredChannel): StoredChannel => {
			const settings = { ...channel.settings, ...fields.settings };
			const value: StoredChannel = { ...channel, ...given, settings };
			this.assertFits(value.kind, value.settings);
			return { ...value, disabledBecause: value.enabled ? null : channel.disabledBecause };
		};
		return this.#change(id, change, expectedVersion);
	}

	/** Because of what the receiver answered. A channel that is gone stays so. */
	async disable(id: string, reason: string): Promise<void> {
		if (!(await this.find(id))) return;
		await this.#change(id, (channel) => ({ ...channel, enabled: false, disabledBecause: reason }));
	}

	/** Throws CandorError `not-found` or `invalid`. */
	async addSecret(id: string): Promise<NewChannelSecret> {
		const made = this.#newSecret();
		await this.#change(id, (channel) => {
			if (!this.#dependencies.kinds[channel.kind].signs)
				throw invalid('secret', `A channel of the kind "${channel.kind}" has no secret.`);
			if (channel.secrets.length >= mostSecrets)
				throw invalid('secret', `The channel has ${mostSecrets} secrets. Remove one first.`);
			return { ...channel, secrets: [...channel.secrets, made] };
		});
		return { id: made.id, secret: made.value };
	}

	/** Throws CandorError `not-found`, or `invalid` for the last one. */
	async removeSecret(id: string, secretId: string): Promise<void> {
		await this.#change(id, (channel) => {
			const secrets = channel.secrets.filter((each) => each.id !== secretId);
			if (secrets.length === channel.secrets.length)
				throw new CandorError('not-found', `The channel has no secret "${secretId}".`);
			if (secrets.length === 0)
				throw invalid('secret', 'It is the last secret of the channel. Add another one first.');
			return { ...channel, secrets };
		});
	}

	/** Throws CandorError `not-found`. */
	async remove(id: string): Promise<void> {
		if (!(await this.#dependencies.privateStore.remove(kind, id))) throw unknownChannel(id);
	}

	#nowText(): string {
		return new Date(this.#dependencies.clock.now()).toISOString();
	}

	/** In the form of Standard Webhooks. */
	#newSecret(): StoredChannel['secrets'][number] {
		const value = `whsec_${randomBytes(32).toString('base64')}`;
		return { id: this.#dependencies.newId(), value, createdAt: this.#nowText() };
	}

	async #change(
		id: string,
		change: (channel: StoredChannel) => StoredChannel,
		expectedVersion?: number,
	): Promise<VersionedChannel> {
		for (;;) {
			const { version: before, value } = await this.requireVersioned(id);
			if (expectedVersion !== undefined && before !== expectedVersion) throw hasChanged(before);
			const changed = change(value);
			const { done, version } = await this.#dependencies.privateStore.put(kind, id, changed, before);
			if (done) return { id, version, value: changed };
		}
	}
}

const takenId = (id: string): CandorError =>
	invalid('id', `There is a channel "${id}" already. Choose another name.`);

const hasChanged = (version: number): CandorError =>
	new CandorError(
		'precondition-failed',
		`The channel has changed: the current version is "${version}". Read it again, then repeat your change.`,
	);

const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);

const unknownChannel = (id: string): CandorError =>
	new CandorError(
		'not-found',
		`There is no channel "${id}". List the channels to see their names (candor channels).`,
	);
