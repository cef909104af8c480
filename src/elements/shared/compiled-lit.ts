/**
 * Lit as our own bundles use it: rollup resolves `lit` to this module there. The only difference is
 * `html`. Lit's own tag assigns the template's text to `innerHTML`, which throws under Trusted
 * Types unless the page allows a policy named `lit-html`, and a page whose own Lit has created that
 * policy cannot allow it twice. This tag builds the template's nodes with DOM calls, which no
 * policy restricts, and returns Lit's format for compiled templates. Applications that bundle the
 * elements use the ordinary `lit`.
 */
import type { CompiledTemplate, CompiledTemplateResult } from 'lit';
import { _$LH } from 'lit-html/private-ssr-support.js';

export * from 'lit';

const { AttributePart, BooleanAttributePart, EventPart, PropertyPart } = _$LH;
/** The part classes by the mark before an attribute's name. */
const attributeParts = { '': AttributePart, '.': PropertyPart, '?': BooleanAttributePart, '@': EventPart };
/** The numbers by which Lit's renderer knows the kinds of parts. */
const partTypes = { attribute: 1, child: 2, element: 6 } as const;

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Stands in the joined text where a value goes: a character of the private use area. */
const placeholder = '\ue000';
/**
 * A closing tag, an opening tag, a placeholder, or text. Every element must be closed, an empty one
 * by `/>`.
 */
const tokens = /<(\/)[^>]*>|<([^\s/>]+)([^>]*?)(\/?)>|\ue000|[^<\ue000]+/g;
const attributes = /([.?@]?)([^\s=]+)(?:="([^"]*)"|=(\S+)|)/g;

const templates = new WeakMap<TemplateStringsArray, CompiledTemplate>();

/**
 * Supports elements, attributes, text, values and directives as Lit's own tag does, but no
 * comments, no character references and no omitted end tags. test/templates.test.ts compares it
 * with Lit's parser for every template of the elements.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): CompiledTemplateResult {
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
	/** The index of the current node among elements and comments, in document order. */
	let index = -1;
	let parent: Node = el.content;
	for (const [token, isEnd, tag, attributeText = '', isEmpty] of strings.join(placeholder).matchAll(tokens)) {
		if (isEnd) parent = parent.parentNode as Node;
		else if (tag) {
			index++;
			const element = createElement(tag, parent);
			parts.push(...setAttributes(element, attributeText, index));
			parent.appendChild(element);
			if (!isEmpty) parent = element;
		} else if (token === placeholder) {
			parts.push({ type: partTypes.child, index: ++index });
			parent.appendChild(document.createComment(''));
		} else parent.appendChild(document.createTextNode(token));
	}
	// Lit takes the node after a value as its end: a value at the very end needs one, or it would
	// follow the template's surroundings.
	if (!strings.at(-1)) el.content.appendChild(document.createComment('?'));
	return { h: strings, el, parts } as unknown as CompiledTemplate;
}

/** Creates an element in its parent's namespace; `svg` begins the namespace of SVG. */
function createElement(tag: string, parent: Node): Element {
	const inherited = (parent as Partial<Element>).namespaceURI ?? document.documentElement.namespaceURI;
	return document.createElementNS(tag === 'svg' ? svgNamespace : inherited, tag);
}

/** Sets an element's constant attributes and returns the parts for those that contain values. */
function setAttributes(element: Element, text: string, index: number): unknown[] {
	const parts: unknown[] = [];
	for (const [, mark = '', name = '', quoted, bare = ''] of text.matchAll(attributes)) {
		const value = quoted ?? bare;
		if (name === placeholder) parts.push({ type: partTypes.element, index });
		else if (value.includes(placeholder))
			parts.push({
				type: partTypes.attribute,
				index,
				name,
				strings: value.split(placeholder),
				ctor: attributeParts[mark as ''],
			});
		else element.setAttribute(name, value);
	}
	return parts;
}
