/** Ids of imported records: the same record of the same source always has the same id. */
import { createHash } from 'node:crypto';
import { isId } from '../../../src/model/ids.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The id of a notice. An external id that fits is readable in it. */
export function noticeId(prefix: string, externalId: string): string {
	const id = `${prefix}-${externalId}`;
	return isId(id) ? id : `${prefix}-${hashOf(externalId)}`;
}

/** The id of an update, unique among all notices. */
export const updateId = (notice: string, externalId: string): string => hashOf(`${notice}/${externalId}`);

/** Operators type the ids of components, so they are made of the name: "Checkout API" is `checkout-api`. */
export function slugOf(name: string): string {
	const plain = name.normalize('NFKD').replace(/\p{Mark}/gu, '');
	return plain
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 50)
		.replace(/-+$/, '');
}

interface Named {
	readonly externalId: string;
	readonly name: string;
	readonly group: string | null;
}

/** The id of each component, by its external id. Components of the same name get their group's too. */
export function componentIds(prefix: string, components: readonly Named[]): ReadonlyMap<string, string> {
	const ids = new Map<string, string>();
	const taken = new Set<string>();
	for (const { externalId, name, group } of components) {
		const slug = slugOf(name);
		const candidates = [slug, slugOf(`${group ?? ''} ${name}`), noticeId(prefix, externalId)];
		const id = candidates.find((each) => isId(each) && !taken.has(each)) ?? `${prefix}-${hashOf(externalId)}`;
		taken.add(id);
		ids.set(externalId, id);
	}
	return ids;
}
