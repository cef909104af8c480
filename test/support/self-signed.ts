/** Makes a self-signed certificate without another program: X.509 (RFC 5280) in DER. */
import { generateKeyPairSync, sign } from 'node:crypto';

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.of(tag, ...size), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.of(value));
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** YYMMDDHHMMSSZ */
const time = (at: Date): Buffer =>
	der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const commonName = objectId('550403');
const dayMs = 86_400_000;

/** Key and certificate for `node:https`, valid for a day. */
export function selfSigned(name: string): { readonly key: string; readonly cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const subject = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
	const now = Date.now();
	const unsigned = sequence(
		der(0xa0, integer(2)),
		integer(1),
		ecdsaWithSha256,
		subject,
		sequence(time(new Date(now - dayMs)), time(new Date(now + dayMs))),
		subject,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = sign('sha256', unsigned, privateKey);
	const certificate = sequence(unsigned, ecdsaWithSha256, der(0x03, Buffer.of(0), signature));
	const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}
