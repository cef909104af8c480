/** The logo and the colour of an operator: shown under the same policy, and always readable. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { accentStyle } from '../../../server/site/pages/accent.ts';
import { aServer } from '../../support/server.ts';

/** The linear light of a colour in OKLCH, clipped to what sRGB can show. */
function linearOf([lightness = 0, chroma = 0, hue = 0]: readonly number[]): readonly number[] {
	const [a, b] = [Math.cos, Math.sin].map((of) => chroma * of((hue * Math.PI) / 180)) as [number, number];
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	].map((value) => Math.min(1, Math.max(0, value)));
}

function luminanceOf(colour: readonly number[]): number {
	const [r = 0, g = 0, b = 0] = linearOf(colour);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: readonly number[], other: readonly number[]): number {
	const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

/** Paper and card of the light and of the dark scheme (server/http/page-style.ts). */
const backgrounds = {
	light: [
		[0.985, 0.003, 250],
		[1, 0, 0],
	],
	dark: [
		[0.18, 0.01, 255],
		[0.22, 0.012, 255],
	],
};

describe('the accent colour', () => {
	it('has a contrast of 4.5:1 in both schemes, whatever the operator chose', () => {
		const steps = ['00', '33', '66', '99', 'cc', 'ff'];
		for (const red of steps)
			for (const green of steps)
				for (const blue of steps) {
					const style = accentStyle(`#${red}${green}${blue}`);
					const [light = [], dark = []] = [...style.matchAll(/oklch\(([^)]+)\)/g)].map(([, numbers = '']) =>
						numbers.split(' ').map(Number),
					);
					for (const [text, papers] of [
						[light, backgrounds.light],
						[dark, backgrounds.dark],
					] as const)
						for (const paper of papers) assert.ok(contrast(text, paper) >= 4.5, `${style} on ${paper}`);
				}
	});

	it('keeps a colour that can be read', () => {
		const encoded = (value: number) =>
			value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
		for (const [hex, scheme] of [
			['#0b6e4f', 0],
			['#7a4a2b', 0],
			['#9fd8c4', 1],
		] as const) {
			const numbers = [...accentStyle(hex).matchAll(/oklch\(([^)]+)\)/g)][scheme]?.[1] ?? '';
			const shown = linearOf(numbers.split(' ').map(Number)).map((value) => Math.round(255 * encoded(value)));
			const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
			for (const [at, value] of shown.entries())
				assert.ok(Math.abs(value - (wanted[at] ?? 0)) <= 2, `${hex}: ${shown}`);
		}
	});
});

describe('a logo', () => {
	it('stands in place of the name, with the name as its text, and is the one picture from elsewhere', async (context) => {
		const { request, write } = await aServer(context, {
			siteLogo: 'https://cdn.larkfield.example/a&b.svg',
			siteAccent: '#0b6e4f',
		});
		await write('PATCH', '/v1/page', { name: 'Larkfield "Pay"' });
		const { text, headers } = await request('/');
		assert.ok(
			text.includes(
				'<h1><a href="./" dir="auto"><img src="https://cdn.larkfield.example/a&amp;b.svg" alt="Larkfield &quot;Pay&quot;" height="32"></a></h1>',
			),
		);
		const policy = headers.get('content-security-policy') ?? '';
		assert.match(policy, /; img-src 'self' data: https:\/\/cdn\.larkfield\.example;/);
		const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
		assert.ok(policy.includes(createHash('sha256').update(style).digest('base64')));
		assert.match(style, /--link:light-dark\(oklch/);
		// The server of the picture learns nothing; the form for e-mails needs an origin.
		assert.equal(headers.get('referrer-policy'), 'same-origin');
	});

	it('is refused at the start if it is not an https address, and so is a colour that is none', async (context) => {
		for (const siteLogo of [
			'/logo.svg',
			'http://a.example/logo.svg',
			'https://u:p@a.example/',
			'javascript:1',
		])
			await assert.rejects(aServer(context, { siteLogo }), { code: 'invalid', message: /siteLogo.*https/ });
		for (const siteAccent of ['green', '#fff', '#0b6e4f;}', ''])
			await assert.rejects(aServer(context, { siteAccent }), { code: 'invalid', message: /siteAccent/ });
	});
});
