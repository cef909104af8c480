/** Alert sources in the private store: their kinds, settings and secrets. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import { hashOf } from './proof.ts';
import { type SourceSettings, sourceSettings } from './source-kind.ts';
import { type SourceKindName, sourceKindNames } from './source-kind-names.ts';
import { sourceKinds } from './source-kinds.ts';

const kind = 'alert-source';
/** While a secret is replaced there are two. */
const mostSecrets = 5;
const mostSources = 100;

const storedSource = z.object({
	kind: z.enum(sourceKindNames),
	createdAt: z.iso.datetime(),
	settings: sourceSettings,
	/** `value`: the secret, or its hash (source-kind.ts). */
	secrets: z.array(z.object({ id: z.string(), value: z.string(), createdAt: z.iso.datetime() })),
});
export type StoredSource = z.infer<typeof storedSource>;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly clock: Clock;
	readonly newId: () => string;
}

interface MadeSecret {
	readonly secret: string;
	readonly stored: StoredSource['secrets'][number];
}

/** The secret is in no other answer. `null`: the kind has none. */
export interface NewSecret {
	readonly id: string;
	readonly secret: string;
}

export interface SourceFields {
	readonly kind: SourceKindName;
	readonly settings: SourceSettings;
	/** For a tool that makes the secret itself. */
	readonly secret?: string | undefined;
}

export class StoredSources {
	readonly #dependencies: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** `null`: there is none, or it is damaged. */
	async find(id: string): Promise<StoredSource | null> {
		const record = await this.#dependencies.privateStore.get(kind, id);
		return storedSource.safeParse(record?.value).data ?? null;
	}

	async all(): Promise<readonly { readonly id: string; readonly value: StoredSource }[]> {
		return (await this.#dependencies.privateStore.list(kind)).flatMap(({ id, value }) => {
			const { data } = storedSource.safeParse(value);
			return data ? [{ id, value: data }] : [];
		});
	}

	/** Throws CandorError `invalid`: the name is taken, or the settings do not fit the kind. */
	async assertNew(id: string, { kind: name, settings }: SourceFields): Promise<void> {
		assertFits(name, settings);
		if ((await this.all()).length >= mostSources)
			throw invalid('id', `There are ${mostSources} sources already. Remove one first.`);
		if (await this.#dependencies.privateStore.get(kind, id)) throw nameIsTaken(id);
	}

	/** Throws CandorError as {@link assertNew}. */
	async create(id: string, { kind: name, settings, secret }: SourceFields): Promise<NewSecret | null> {
		await this.assertNew(id, { kind: name, settings });
		const { keeps } = sourceKinds[name];
		const made = keeps === 'none' ? null : this.#newSecret(name, secret);
		const createdAt = this.#nowText();
		const value = { kind: name, createdAt, settings, secrets: made ? [made.stored] : [] };
		const { done } = await this.#dependencies.privateStore.put(kind, id, value, 0);
		if (!done) throw nameIsTaken(id);
		return made && { id: made.stored.id, secret: made.secret };
	}

	/** Throws CandorError `not-found` or `invalid`. */
	async addSecret(id: string, secret?: string): Promise<NewSecret> {
		let made: MadeSecret | null = null as MadeSecret | null;
		await this.#change(id, (source) => {
			assertRoomForSecret(source);
			made = this.#newSecret(source.kind, secret);
			return { ...source, secrets: [...source.secrets, made.stored] };
		});
		if (!made) throw new CandorError('internal', 'No secret was made.');
		return { id: made.stored.id, secret: made.secret };
	}

	/** Throws CandorError `not-found`, or `invalid` for the last one. */
	removeSecret(id: string, secretId: string): Promise<void> {
		return this.#change(id, (source) => withoutSecret(source, secretId));
	}

	/** Throws CandorError `not-found`. */
	async remove(id: string): Promise<void> {
		if (!(await this.#dependencies.privateStore.remove(kind, id))) throw unknownSource(id);
	}

	async require(id: string): Promise<StoredSource> {
		const found = await this.find(id);
		if (found) return found;
		throw unknownSource(id);
	}

	#nowText(): string {
		return new Date(this.#dependencies.clock.now()).toISOString();
	}

	#newSecret(name: SourceKindName, given?: string): MadeSecret {
		const secret = given ?? `candor_alerts_${randomBytes(32).toString('base64url')}`;
		const value = sourceKinds[name].keeps === 'hash' ? hashOf(secret) : secret;
		const { newId } = this.#dependencies;
		return { secret, stored: { id: newId(), value, createdAt: this.#nowText() } };
	}

	async #change(id: string, change: (source: StoredSource) => StoredSource): Promise<void> {
		const { privateStore } = this.#dependencies;
		for (;;) {
			const record = await privateStore.get(kind, id);
			const source = storedSource.safeParse(record?.value).data;
			if (!record || !source) throw unknownSource(id);
			if ((await privateStore.put(kind, id, change(source), record.version)).done) return;
		}
	}
}

/** Throws CandorError `invalid` unless a source of the kind has exactly these settings. */
function assertFits(name: SourceKindName, settings: SourceSettings): void {
	const { required, optional } = sourceKinds[name];
	const missing = required.find((each) => settings[each] === undefined);
	if (missing) throw invalid(`settings.${missing}`, `A source of the kind "${name}" needs "${missing}".`);
	const known: readonly string[] = [...required, ...optional];
	const unknown = Object.keys(settings).find((each) => !known.includes(each));
	if (unknown) throw invalid(`settings.${unknown}`, `A source of the kind "${name}" has no "${unknown}".`);
}

/** Throws CandorError `invalid` where a source can have no further secret. */
export function assertRoomForSecret({ kind: name, secrets }: StoredSource): void {
	if (sourceKinds[name].keeps === 'none')
		throw invalid('secret', `A source of the kind "${name}" has no secret.`);
	if (secrets.length >= mostSecrets)
		throw invalid('secret', `The source has ${mostSecrets} secrets. Remove one first.`);
}

/** Throws CandorError `not-found`, or `invalid` for the last one. */
export function withoutSecret(source: StoredSource, secretId: string): StoredSource {
	const secrets = source.secrets.filter(({ id }) => id !== secretId);
	if (secrets.length === source.secrets.length)
		throw new CandorError('not-found', `The source has no secret "${secretId}".`);
	if (secrets.length === 0)
		throw invalid(
			'secret',
			'It is the last secret of the source. Add another one first, or remove the source.',
		);
	return { ...source, secrets };
}

const nameIsTaken = (id: string): CandorError =>
	invalid('id', `There is a source "${id}" already. Choose another name.`);

const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', message, [{ path, message }]);

const unknownSource = (id: string): CandorError =>
	new CandorError(
		'not-found',
		`There is no alert source "${id}". List the sources to see their names (candor alerts).`,
	);
