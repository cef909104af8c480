/**
 * Creates an element with properties and children. A name with a hyphen is an attribute, `class` is `className`.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} children
 */
export function make(tag, properties, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name.includes('-') || name === 'role') element.setAttribute(name, value);
		else element[name === 'class' ? 'className' : name] = value;
	}
	element.append(...children);
	return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** An icon of /demo/assets/icons.svg. */
export function makeIcon(name) {
	const icon = document.createElementNS(svg, 'svg');
	icon.classList.add('lf-icon');
	icon.setAttribute('aria-hidden', 'true');
	icon.append(document.createElementNS(svg, 'use'));
	setIcon(icon, name);
	return icon;
}

/** Sets the icon only where it differs, because a browser loads the image again each time. */
export function setIcon(icon, name) {
	const href = `/demo/assets/icons.svg#${name}`;
	const use = icon.firstElementChild;
	if (use.getAttribute('href') !== href) use.setAttribute('href', href);
}

/** Sets text only where it differs, so that a selection and a screen reader's position survive a redraw. */
export function say(element, text) {
	if (element.textContent !== text) element.textContent = text;
}
