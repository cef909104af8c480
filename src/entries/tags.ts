/**
 * What the templates of frameworks may write on our tags, told once for all of them. Types alone.
 */
import type { LitElement } from 'lit';
import type {} from './index.ts';

/** The names of our tags. */
export type CandorTag = Extract<keyof HTMLElementTagNameMap, `candor-${string}`>;

/** An element's own properties, each of which is an attribute too where a string can say it. */
export type Settings<Tag extends CandorTag> = Partial<
	Omit<HTMLElementTagNameMap[Tag], keyof LitElement | 'adoptedCallback'>
>;

type EventName = Extract<keyof HTMLElementEventMap, `candor-${string}`>;

/** Listeners for our events. `On` is what a framework puts before an event's name. */
export type Listeners<On extends string> = {
	[Name in EventName as `${On}${Name}`]?: (event: HTMLElementEventMap[Name]) => void;
};
