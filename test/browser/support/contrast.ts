/** Contrast as a real browser computes it, and nodes under styles to measure it. */

const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;

/** Red, green and blue, 0 to 255, of a CSS colour over the colour `under`. */
function rgbOf(colour: string, under = '#fff'): readonly [number, number, number] {
	for (const each of [under, colour]) {
		context.fillStyle = each;
		context.fillRect(0, 0, 1, 1);
	}
	const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
	return [red, green, blue];
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string, under?: string): number {
	const [red, green, blue] = rgbOf(colour, under).map((value) => {
		const channel = value / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ratio of the contrast, WCAG 2.2. */
export function contrast(colour: string, surface: string): number {
	const [light = 0, dark = 0] = [luminance(colour, surface), luminance(surface)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

/** Nodes in a shadow root with these styles. */
export function rootWith(styles: readonly { toString(): string }[], html: () => readonly Node[]): ShadowRoot {
	const host = document.createElement('div');
	const root = host.attachShadow({ mode: 'open' });
	root.adoptedStyleSheets = styles.map((each) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(String(each));
		return sheet;
	});
	root.append(...html());
	document.body.append(host);
	return root;
}

export const node = (
	tag: string,
	attributes: Readonly<Record<string, string>>,
	...children: Node[]
): HTMLElement => {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...children);
	return element;
};
