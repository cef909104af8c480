/**
 * The attributes, properties and events of our tags for the templates of frameworks. Types only.
 */
import type { LitElement } from 'lit';
import type {} from './index.ts';

/** The names of our tags. */
export type CandorTag = Extract<keyof HTMLElementTagNameMap, `candor-${string}`>;

/** An element's own properties. A property whose value can be a string is an attribute too. */
export type Settings<Tag extends CandorTag> = Partial<
	Omit<HTMLElementTagNameMap[Tag], keyof LitElement | 'adoptedCallback'>
>;

type EventName = Extract<keyof HTMLElementEventMap, `candor-${string}`>;

/** Listeners for our events. `On` is the prefix of the framework. */
export type Listeners<On extends string> = {
	[Name in EventName as `${On}${Name}`]?: (event: HTMLElementEventMap[Name]) => void;
};
