/** The one function of the package that tests use (https://github.com/web-push-libs/encrypted-content-encoding). */
declare module 'http_ece' {
	import type { ECDH } from 'node:crypto';

	export function decrypt(
		body: Buffer,
		options: {
			readonly version: 'aes128gcm';
			readonly privateKey: ECDH;
			/** base64url. */
			readonly authSecret: string;
		},
	): Buffer;
}
