import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import type { Feed, FeedSnapshot } from '../client/index.ts';
import { drawOnce } from './dom.ts';
import { elementStyles } from './element-styles.ts';
import { feedController } from './feed-controller.ts';
import { icon, type Tone } from './icons.ts';
import { renderRichText } from './rich-text.ts';
import { shownSnapshot } from './shown-snapshot.ts';

/** What the Lit elements share: a feed, the server's time, and operators' words drawn once. */
export abstract class CandorElement extends LitElement {
	static override styles: CSSResultGroup = elementStyles as CSSResultGroup;
	static override properties: PropertyDeclarations = { feed: { attribute: false }, src: {} };

	/** A feed given by script; otherwise `src`, the closest `candor-feed`, or the embed script says where it is. */
	declare feed: Feed | null | undefined;
	/** The status server's origin. */
	declare src: string | null | undefined;

	protected readonly rich = drawOnce(renderRichText);
	readonly #source = feedController(this);
	readonly #icons = new Map<string, SVGElement>();

	constructor() {
		super();
		this.addController(this.#source);
	}

	/** The tone's icon; the same node every time for the same place, so that a redraw changes nothing. */
	protected icon(place: string, tone: Tone): SVGElement {
		const key = `${tone} ${place}`;
		const known = this.#icons.get(key) ?? icon(tone);
		this.#icons.set(key, known);
		return known;
	}

	protected get snapshot(): FeedSnapshot | null {
		return shownSnapshot(this.#source.feed);
	}

	/** Server time, epoch milliseconds. */
	protected get now(): number {
		return this.#source.feed?.clock.now() ?? 0;
	}
}
