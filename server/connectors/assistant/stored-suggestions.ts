/**
 * Suggestions of the assistant in the private store. They hold the request as it was sent, with labels
 * of alerts where an operator named them, so they never enter the log.
 */
import { z } from 'zod';
import type { SuggestionFinding } from '../../../src/model/assistant/finding.ts';
import { assistantFields, assistantPurposes } from '../../../src/model/assistant/vocabulary.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { RedactionValue } from '../../../src/model/records/redaction.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'suggestion';
const keptMs = 30 * 86_400_000;
const mostKept = 200;

const storedSuggestion = z.object({
	purpose: z.enum(assistantPurposes),
	/** `null`: a new notice. */
	notice: z.string().nullable(),
	language: z.string(),
	/** The private facts that were sent. */
	fields: z.array(z.enum(assistantFields)),
	model: z.string(),
	/** The body of the request, as it was sent. */
	request: z.string(),
	/** By the fields that they are for. */
	texts: z.record(z.string(), z.string()),
	questions: z.array(z.string()),
	findings: z.array(z.object({ rule: z.string(), field: z.string(), message: z.string() })),
	tokens: z.int().nullable(),
	/** The id of the token that asked. */
	askedBy: z.string(),
	askedAt: z.iso.datetime(),
	/** The token of the person who accepted it, and who is the author of the words since. */
	acceptedBy: z.string().nullable(),
	acceptedAt: z.iso.datetime().nullable(),
	/** The draft that became of it; `null`: the person put the words into a form. */
	draft: z.string().nullable(),
});
export type StoredSuggestion = Omit<z.infer<typeof storedSuggestion>, 'findings'> & {
	readonly findings: readonly (Omit<SuggestionFinding, 'rule'> & { readonly rule: string })[];
};

export interface Suggestion {
	readonly id: string;
	/** Of the record in the private store. */
	readonly version: number;
	readonly value: StoredSuggestion;
}

export class StoredSuggestions {
	readonly #store: PrivateStore;
	readonly #now: () => number;

	/** `now`: epoch milliseconds. */
	constructor(store: PrivateStore, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** The newest first, of the last 30 days. */
	async all(): Promise<readonly Suggestion[]> {
		const oldest = this.#now() - keptMs;
		return (await this.#readAll())
			.filter(({ value }) => Date.parse(value.askedAt) > oldest)
			.sort((a, b) => Date.parse(b.value.askedAt) - Date.parse(a.value.askedAt));
	}

	/** Throws CandorError `not-found`. */
	async require(id: string): Promise<Suggestion> {
		const record = await this.#store.get(kind, id);
		const value = storedSuggestion.safeParse(record?.value).data;
		if (record && value && Date.parse(value.askedAt) > this.#now() - keptMs)
			return { id, version: record.version, value };
		throw new CandorError(
			'not-found',
			`There is no suggestion "${id}". It may have been discarded, or its notice was redacted. Ask again.`,
		);
	}

	async add(id: string, value: StoredSuggestion): Promise<void> {
		await this.#store.put(kind, id, value, 0);
		await this.#removeOld();
	}

	/** `false`: it was changed or discarded meanwhile. */
	async change({ id, version }: Suggestion, value: StoredSuggestion): Promise<boolean> {
		return (await this.#store.put(kind, id, value, version)).done;
	}

	async remove(id: string): Promise<void> {
		await this.#store.remove(kind, id);
	}

	/** Words of a notice were redacted: nothing that the assistant was told about it before stays. */
	async forget({ notice, at }: Pick<RedactionValue, 'notice' | 'at'>): Promise<void> {
		for (const { id, value } of await this.#readAll())
			if (value.notice === notice && value.askedAt <= at) await this.#store.remove(kind, id);
	}

	async #removeOld(): Promise<void> {
		const kept = new Set((await this.all()).slice(0, mostKept).map(({ id }) => id));
		for (const { id } of await this.#store.list(kind)) if (!kept.has(id)) await this.#store.remove(kind, id);
	}

	async #readAll(): Promise<Suggestion[]> {
		return (await this.#store.list(kind)).flatMap(({ id, version, value }) => {
			const { data } = storedSuggestion.safeParse(value);
			return data ? [{ id, version, value: data }] : [];
		});
	}
}
