import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { mark } from './languages.ts';

class Spoken extends Directive {
	override render(_tag: string): void {}
	override update({ element }: ElementPart, [tag]: [tag: string]): void {
		mark(element as HTMLElement, tag);
	}
}

/**
 * For a node that holds an operator's words: `<h3 ${spoken(language)}>${value.title}</h3>`, where `language` is the tag that
 * {@link CandorElement.words} gave with them. The node then carries `lang` and `dir` where they differ from the element's own words.
 */
export const spoken = directive(Spoken);
