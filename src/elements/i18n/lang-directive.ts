import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { markLanguage } from './language-attributes.ts';

class LangDirective extends Directive {
	override render(_tag: string): void {}
	override update({ element }: ElementPart, [tag]: [tag: string]): void {
		markLanguage(element as HTMLElement, tag);
	}
}

/**
 * Marks the language of a node that holds an operator's text:
 * `<h3 ${lang(language)}>${value.title}</h3>`, where `language` is the tag that
 * {@link CandorElement.localize} returned with the text.
 */
export const lang = directive(LangDirective);
