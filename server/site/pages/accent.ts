/** A colour that an operator chose, as that of links: it keeps its hue, and can always be read. */

/**
 * In OKLCH, for the light and the dark scheme. A colour as dark, or as light, has a contrast of at
 * least 4.5:1 to every background of the pages, whatever its hue.
 */
const bounds = { light: 0.5, dark: 0.8 } as const;
/** More cannot be shown in sRGB at these lightnesses. */
const mostChroma = 0.13;

/** From 0 to 1 in sRGB to linear light. */
const linear = (value: number): number =>
	value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** `hex`: such as `#0b6e4f`. The hue is in degrees. */
function oklchOf(hex: string): { readonly lightness: number; readonly chroma: number; readonly hue: number } {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
		linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
	);
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const bAxis = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return {
		lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		chroma: Math.hypot(a, bAxis),
		hue: (Math.atan2(bAxis, a) * 180) / Math.PI,
	};
}

/** `hex`: such as `#0b6e4f`. */
export function accentStyle(hex: string): string {
	const { lightness, chroma, hue } = oklchOf(hex);
	const colour = (shown: number): string =>
		`oklch(${shown.toFixed(3)} ${Math.min(chroma, mostChroma).toFixed(3)} ${hue.toFixed(1)})`;
	const light = colour(Math.min(lightness, bounds.light));
	const dark = colour(Math.max(lightness, bounds.dark));
	return `:root{--link:light-dark(${light},${dark})}header{border-top:4px solid var(--link)}\n`;
}
