/** `import type {} from 'candor/react'`: our tags in the JSX of React 19. Types only. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CandorTag, Listeners, Settings } from './tags.ts';

type Tags = {
	[Tag in CandorTag]: Omit<
		DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>,
		keyof Settings<Tag>
	> &
		Settings<Tag> &
		Listeners<'on'>;
};

declare module 'react' {
	namespace JSX {
		interface IntrinsicElements extends Tags {}
	}
}
