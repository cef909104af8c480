/** What the response to each kind of change must contain to confirm it. */
import type { Expectation } from './client.ts';
import { isObject } from './response.ts';
import { isNoticeResource } from './state.ts';

/** The notice after the change; `id`: the notice's id, if it is known. */
export const publishedNotice = (id?: string): Expectation => ({
	isConfirmedBy: (body) => isNoticeResource(body) && (id === undefined || body.id === id),
	statement: 'It is published',
	checkWith: 'candor list',
});

export const writtenDraft: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isText(body.id) && isText(body.notice) && isObject(body.command),
	statement: 'The draft is written',
	checkWith: 'candor drafts',
};

export const madeSuggestion: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isText(body.id) && isObject(body.texts) && isText(body.request),
	statement: 'The assistant has written a text, and nothing is published',
	checkWith: 'candor draft suggest',
};

export const acceptedSuggestion: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isObject(body.suggestion) && isText(body.suggestion.id),
	statement: 'The draft is written',
	checkWith: 'candor drafts',
};

/** The notice that a draft was about, its retraction, or the draft if it is published later. */
export const approvedNotice = (id: string): Expectation => ({
	isConfirmedBy: (body) =>
		publishedNotice(id).isConfirmedBy(body) ||
		retractedNotice(id).isConfirmedBy(body) ||
		(writtenDraft.isConfirmedBy(body) && isObject(body) && body.notice === id),
	statement: 'It is approved',
	checkWith: 'candor list',
});

export const retractedNotice = (id: string): Expectation => ({
	isConfirmedBy: (body) => isObject(body) && body.id === id && body.retracted === true,
	statement: 'It is retracted',
	checkWith: 'candor list',
});

export const redactedNotice = (id: string): Expectation => ({
	isConfirmedBy: (body) =>
		isObject(body) && body.id === id && Array.isArray(body.redactions) && body.redactions.length > 0,
	statement: 'It is redacted',
	checkWith: `candor show ${id} --former`,
});

export const storedComponent = (id: string): Expectation => ({
	isConfirmedBy: (body) => isObject(body) && body.id === id && typeof body.name === 'string',
	statement: 'The change is made',
	checkWith: 'candor components',
});

export const storedTemplate = (id: string): Expectation => ({
	isConfirmedBy: (body) => isObject(body) && body.id === id && isObject(body.bodies),
	statement: 'The change is made',
	checkWith: 'candor templates list',
});

export const storedRule = (id: string): Expectation => ({
	isConfirmedBy: (body) => isObject(body) && body.id === id && Array.isArray(body.match),
	statement: 'The change is made',
	checkWith: 'candor rules list',
});

/** An answer with these members. */
export const confirmed = (
	members: Readonly<Record<string, unknown>>,
	statement: string,
	checkWith: string,
): Expectation => ({
	isConfirmedBy: (body) =>
		isObject(body) && Object.entries(members).every(([name, value]) => body[name] === value),
	...{ statement, checkWith },
});

/** `id`: the series' id, if it is known. */
export const storedSeries = (id?: string): Expectation => ({
	isConfirmedBy: (body) =>
		isObject(body) && isText(body.rrule) && Array.isArray(body.occurrences) && (id ?? body.id) === body.id,
	statement: 'The change is made',
	checkWith: 'candor series list',
});

export const storedPage: Expectation = {
	isConfirmedBy: (body) => isObject(body) && typeof body.name === 'string',
	statement: 'The change is made',
	checkWith: 'candor page',
};

export const storedOrigins: Expectation = {
	isConfirmedBy: (body) => isObject(body) && Array.isArray(body.origins),
	statement: 'The list is changed',
	checkWith: 'candor origins',
};

export const storedConfiguration: Expectation = {
	isConfirmedBy: (body) => isObject(body) && Array.isArray(body.components) && Array.isArray(body.templates),
	statement: 'The change is made',
	checkWith: 'candor apply --print',
};

export const startedDrill: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isText(body.id) && isText(body.live),
	statement: 'The drill has started',
	checkWith: 'candor drill list',
};

export const drillLink: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isText(body.link),
	statement: 'The link is made',
	checkWith: 'candor drill list',
};

export const endedDrill = (id: string): Expectation => ({
	isConfirmedBy: (body) => isObject(body) && body.id === id && body.state === 'ended',
	statement: 'The drill has ended',
	checkWith: 'candor drill list',
});

export const createdToken: Expectation = {
	isConfirmedBy: (body) => isObject(body) && isText(body.id) && isText(body.token),
	statement: 'The token is created',
	checkWith: 'candor token list',
};

/** A remedy or a post-mortem, stored whole: it has a title and these members. */
export const storedDocument = (
	members: Readonly<Record<string, string>>,
	checkWith: string,
): Expectation => ({
	isConfirmedBy: (body) =>
		isObject(body) &&
		isText(body.title) &&
		Object.entries(members).every(([name, value]) => body[name] === value),
	statement: 'It is published',
	checkWith,
});

/** A removal: status 204, without content. */
export const removed = (checkWith: string): Expectation => ({
	isConfirmedBy: (body) => body === undefined,
	statement: 'It is removed',
	checkWith,
});

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

export const importedRecords: Expectation = {
	isConfirmedBy: (body) => isObject(body) && typeof body.added === 'number',
	statement: 'Records are imported',
	checkWith: 'candor list --all',
};
