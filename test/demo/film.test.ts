/** The film of the README: an animated WebP that a browser plays. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { animatedWebp } from '../../scripts/animated-webp.mjs';
import { aBrowser } from '../support/page.ts';
import { larkfield } from './larkfield.ts';

const chrome = aBrowser();
const size = { width: 65, height: 41 };

interface Decoded {
	readonly frames: { readonly colour: readonly number[]; readonly ms: number }[];
	readonly width: number;
	readonly height: number;
}

it('joins pictures into one file with every frame, its colour and its length', async (context) => {
	const { url } = await larkfield(context);
	const page = await chrome().newPage();
	context.after(() => page.close());
	// Decoders exist on secure pages only, and loopback is one.
	await page.goto(`${url}/v1/snapshot`);
	const encode = async (colour: string): Promise<Buffer> => {
		const base64 = await page.evaluate(
			({ colour, width, height }) => {
				const canvas = Object.assign(document.createElement('canvas'), { width, height });
				const drawing = canvas.getContext('2d', { alpha: false });
				if (!drawing) throw new Error('There is no canvas.');
				drawing.fillStyle = colour;
				drawing.fillRect(0, 0, width, height);
				return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? '';
			},
			{ colour, ...size },
		);
		return Buffer.from(base64, 'base64');
	};
	const film = animatedWebp(
		[
			{ file: await encode('rgb(200, 0, 0)'), ms: 700 },
			{ file: await encode('rgb(0, 0, 200)'), ms: 2_600 },
			{ file: await encode('rgb(0, 200, 0)'), ms: 100 },
		],
		size,
	);
	const decoded: Decoded = await page.evaluate(async (base64) => {
		const data = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
		const decoder = new ImageDecoder({ data, type: 'image/webp' });
		await decoder.tracks.ready;
		await decoder.completed;
		const frames = [];
		let [width, height] = [0, 0];
		for (let frameIndex = 0; frameIndex < (decoder.tracks.selectedTrack?.frameCount ?? 0); frameIndex += 1) {
			const { image } = await decoder.decode({ frameIndex });
			[width, height] = [image.displayWidth, image.displayHeight];
			const drawing = new OffscreenCanvas(width, height).getContext('2d');
			drawing?.drawImage(image, 0, 0);
			const colour = [...(drawing?.getImageData(30, 20, 1, 1).data ?? [])].slice(0, 3);
			frames.push({ colour, ms: (image.duration ?? 0) / 1000 });
		}
		return { frames, width, height };
	}, film.toString('base64'));
	assert.deepEqual({ width: decoded.width, height: decoded.height }, size);
	assert.deepEqual(
		decoded.frames.map(({ ms }) => ms),
		[700, 2_600, 100],
	);
	assert.deepEqual(
		decoded.frames.map(({ colour }) => colour.indexOf(Math.max(...colour))),
		[0, 2, 1],
	);
});

it('refuses a frame without a picture', () => {
	const file = Buffer.from('RIFF....WEBPVP8X\0\0\0\0', 'latin1');
	assert.throws(() => animatedWebp([{ file, ms: 1 }], size), /not a WebP file with a picture/);
});
