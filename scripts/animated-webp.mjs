/**
 * Joins WebP pictures of one size into an animated WebP (RFC 9649), so that a film needs no
 * video program.
 */

const uint24 = (value) => Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255]);

/** A RIFF chunk. Its content is padded to an even length. */
function chunk(name, content) {
	const head = Buffer.alloc(8);
	head.write(name, 'latin1');
	head.writeUInt32LE(content.length, 4);
	return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** The chunks of a WebP file that hold its picture. Others are a profile of its colours, or its size. */
function pictureOf(file) {
	const parts = [];
	for (let at = 12; at + 8 <= file.length; ) {
		const length = file.readUInt32LE(at + 4);
		const end = at + 8 + length + (length % 2);
		if (/^(?:VP8[ L]|ALPH)$/.test(file.toString('latin1', at, at + 4))) parts.push(file.subarray(at, end));
		at = end;
	}
	if (parts.length === 0) throw new Error('A frame is not a WebP file with a picture.');
	return Buffer.concat(parts);
}

/**
 * @param {readonly { file: Buffer, ms: number }[]} frames WebP files, and how long each is shown
 * @param {{ width: number, height: number }} size of every frame, pixels
 * @returns {Buffer} a file that plays without end
 */
export function animatedWebp(frames, { width, height }) {
	const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
	const hasAnimation = 2;
	const body = Buffer.concat([
		Buffer.from('WEBP', 'latin1'),
		chunk('VP8X', Buffer.concat([Buffer.from([hasAnimation, 0, 0, 0]), size])),
		// A white background; a loop count of 0 is without end.
		chunk('ANIM', Buffer.from([255, 255, 255, 255, 0, 0])),
		...frames.map(({ file, ms }) =>
			chunk('ANMF', Buffer.concat([Buffer.alloc(6), size, uint24(ms), Buffer.alloc(1), pictureOf(file)])),
		),
	]);
	const head = Buffer.alloc(8);
	head.write('RIFF', 'latin1');
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body]);
}
