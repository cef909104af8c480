/**
 * Lit's templates without its parser. Lit hands a template's text to `innerHTML`, and makes a policy for that as soon as it
 * is imported: that throws under Trusted Types that do not name `lit-html`, and where the page's own Lit has the name. Here a
 * template becomes nodes by DOM calls alone, which no policy has a say in; Lit takes it as one that its compiler made.
 */
import type { CompiledTemplate, CompiledTemplateResult } from 'lit';
import { _$LH } from 'lit-html/private-ssr-support.js';

export type TemplateResult = CompiledTemplateResult;

const { AttributePart, BooleanAttributePart, EventPart, PropertyPart } = _$LH;
/** By the mark before an attribute's name. */
const attributeParts = { '': AttributePart, '.': PropertyPart, '?': BooleanAttributePart, '@': EventPart };

const svg = 'http://www.w3.org/2000/svg';
/** Stands where a value goes. */
const hole = '\ue000';
/** An element's end, an element, a value, text. Every element is closed, an empty one by `/>`. */
const pieces = /<(\/)[^>]*>|<([^\s/>]+)([^>]*?)(\/?)>|\ue000|[^<\ue000]+/g;
const attributes = /([.?@]?)([^\s=]+)(?:="([^"]*)"|=(\S+)|)/g;

const templates = new WeakMap<TemplateStringsArray, CompiledTemplate>();

/**
 * The tag of a template: elements, attributes, text, values and directives, as in Lit's own. It knows no comments, no entities and no end
 * tags left out.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
	let template = templates.get(strings);
	if (!template) {
		template = compile(strings);
		templates.set(strings, template);
	}
	return { _$litType$: template, values };
}

function compile(strings: TemplateStringsArray): CompiledTemplate {
	const el = document.createElement('template');
	const parts: unknown[] = [];
	/** Of elements and comments, in the order of the document. */
	let index = -1;
	let parent: Node = el.content;
	for (const [piece, end, tag, given = '', empty] of strings.join(hole).matchAll(pieces)) {
		if (end) parent = parent.parentNode as Node;
		else if (tag) {
			index++;
			const namespace = tag === 'svg' ? svg : (parent as Partial<Element>).namespaceURI;
			const element = document.createElementNS(namespace ?? document.documentElement.namespaceURI, tag);
			for (const [, mark = '', name = '', quoted, bare = ''] of given.matchAll(attributes)) {
				const value = quoted ?? bare;
				if (name === hole) parts.push({ type: 6, index });
				else if (value.includes(hole))
					parts.push({
						type: 1,
						index,
						name,
						strings: value.split(hole),
						ctor: attributeParts[mark as ''],
					});
				else element.setAttribute(name, value);
			}
			parent.appendChild(element);
			if (!empty) parent = element;
		} else if (piece === hole) {
			parts.push({ type: 2, index: ++index });
			parent.appendChild(document.createComment(''));
		} else parent.appendChild(document.createTextNode(piece));
	}
	// A value at the very end ends before this: what it draws stays where it is when the template is put among others.
	if (!strings.at(-1)) el.content.appendChild(document.createComment('?'));
	return { h: strings, el, parts } as unknown as CompiledTemplate;
}
