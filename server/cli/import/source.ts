/** What an importer of one product is, and the shape that all of them read into. */
import type { z } from 'zod';
import type { AffectedComponent } from '../../../src/model/records/component.ts';
import type { ComponentStatus, Impact, NoticeKind, Phase } from '../../../src/model/vocabulary.ts';
import { schemaIssues } from '../../http/schema-sentences.ts';

/** What is said about one record: `place` is where it was, `incidents.json: incidents[3]`. */
export interface Remark {
	readonly place: string;
	readonly message: string;
}

export interface SourceComponent {
	/** The id that the other product gave it. */
	readonly externalId: string;
	readonly name: string;
	readonly description: string | null;
	readonly group: string | null;
	readonly place: string;
}

export interface SourceUpdate {
	readonly externalId: string;
	/** ISO 8601, in UTC. */
	readonly at: string;
	/** Markdown, or the HTML of the other product. */
	readonly text: string;
	readonly phase: Phase;
	/** The statuses that came with it; the components by their external ids. */
	readonly affected: readonly AffectedComponent[];
}

export interface SourceNotice {
	readonly externalId: string;
	readonly kind: NoticeKind;
	readonly title: string;
	readonly impact: Impact;
	readonly phase: Phase;
	readonly openedAt: string;
	/** `null`: it goes on, or is still to come. */
	readonly endedAt: string | null;
	readonly window: { readonly start: string; readonly end: string } | null;
	/** Whether maintenance ends with its window. */
	readonly endsByClock: boolean;
	/** The worst status of each component, by its external id. */
	readonly affected: readonly AffectedComponent[];
	/** In any order. Empty: one without words is made. */
	readonly updates: readonly SourceUpdate[];
	readonly postmortem: { readonly text: string; readonly at: string } | null;
	readonly place: string;
}

/** All that was read, in the order of the page. */
export interface SourcePage {
	readonly name: string | null;
	readonly components: readonly SourceComponent[];
	readonly notices: readonly SourceNotice[];
	/** Records that cannot be imported. */
	readonly problems: readonly Remark[];
	/** What is left out or changed on purpose. */
	readonly remarks: readonly Remark[];
}

/** Fetches JSON politely. Throws a CliError. `allowMissing`: `null` for status 404. */
export type FetchJson = (url: URL, options?: { readonly allowMissing?: boolean }) => Promise<SourceDocument>;

/** A file, or what an address returned. */
export interface SourceDocument {
	/** The path of the file, or of the address. */
	readonly name: string;
	/** JSON that is not checked yet. */
	readonly content: unknown;
}

export interface Source {
	/** What the ids of its notices begin with. */
	readonly name: string;
	/** For the help: which addresses and files it reads. */
	readonly reads: string;
	/** The documents of a page, as files of the same shape would hold them. */
	fetch(address: URL, fetchJson: FetchJson): Promise<readonly SourceDocument[]>;
	/** `now`: epoch milliseconds. */
	read(documents: readonly SourceDocument[], now: number): SourcePage;
}

/** A record with the place where it was. */
export interface Placed<Value> {
	readonly value: Value;
	readonly place: string;
}

/** The entries that a schema accepts. The others become problems with their place. */
export function readEach<Schema extends z.ZodType>(
	list: readonly unknown[],
	name: string,
	schema: Schema,
	problems: Remark[],
): Placed<z.output<Schema>>[] {
	return list.flatMap((entry, index) => {
		const place = `${name}[${index}]`;
		const { data, error } = schema.safeParse(entry);
		if (!error) return [{ value: data as z.output<Schema>, place }];
		const [issue] = schemaIssues(error.issues);
		const path = issue?.path ? `${place}.${issue.path}` : place;
		problems.push({ place: path, message: issue?.message ?? 'This record has another shape.' });
		return [];
	});
}

/** The list of this name in a document; empty where there is none. */
export function listIn({ content }: SourceDocument, name: string): readonly unknown[] {
	const list = (content as Readonly<Record<string, unknown>> | null)?.[name];
	return Array.isArray(list) ? list : [];
}

/** The valid entries of the lists of this name in all documents. */
export const readLists = <Schema extends z.ZodType>(
	documents: readonly SourceDocument[],
	name: string,
	schema: Schema,
	problems: Remark[],
): Placed<z.output<Schema>>[] =>
	documents.flatMap((document) =>
		readEach(listIn(document, name), `${document.name}: ${name}`, schema, problems),
	);

/** Without those whose id came before: documents of one page repeat records. */
export function withoutRepeated<Value extends { readonly id: string | number }>(
	all: readonly Placed<Value>[],
): Placed<Value>[] {
	return [...new Map([...all].reverse().map((each) => [each.value.id, each])).values()].reverse();
}

/** The worse of two statuses of a component, for {@link SourceNotice.affected}. */
export function worstStatuses(
	all: readonly AffectedComponent[],
	order: readonly ComponentStatus[],
): AffectedComponent[] {
	const worst = new Map<string, ComponentStatus>();
	for (const { component, status } of all) {
		const before = worst.get(component);
		if (before === undefined || order.indexOf(status) > order.indexOf(before)) worst.set(component, status);
	}
	return [...worst].map(([component, status]) => ({ component, status }));
}
