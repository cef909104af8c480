/**
 * Generated from the files in locales by `npm run build` (scripts/locale-hashes.mjs): their hashes,
 * by language, as Subresource Integrity writes them.
 */
export const localeHashes: Readonly<Record<string, string>> = {
	ar: 'sha256-qDmLuAJCGRat772/5STyGNRrfznU0gmBZ/U9Gnkv/Nw=',
	de: 'sha256-WNZlmfdT87F6Kuayd30RX+mBlA2opdM9itHsspZKZmM=',
	es: 'sha256-+dAsRKDwp4yqgRnFmHWH0ZvbZpQhgdgmeVQxeXkxwCA=',
	fr: 'sha256-QHYiY4xKacdV5Uu312wI7WXOXZ1OFvwPNfuZ2AknCjw=',
	ja: 'sha256-qjisGGZfWFiKWZOqfi2g7DJOa/BRFQH2tOkvF052Do0=',
	pt: 'sha256-RgFpXcwuWTEwTfFNjsyK9CJz9sTs1ujOVEpe9xmXIuo=',
};
