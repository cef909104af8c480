/** Which notices a channel is about. */
import { z } from 'zod';
import { id } from '../../../src/model/records/fields.ts';
import { impacts, noticeKinds } from '../../../src/model/vocabulary.ts';
import type { MessageNotice } from './channel-message.ts';

export const channelFilter = z.strictObject({
	/** Notices that affect one of these components. `null`: all notices. */
	components: z.array(id).min(1).max(100).nullable().default(null),
	/** `null`: all kinds. */
	kinds: z.array(z.enum(noticeKinds)).min(1).max(noticeKinds.length).nullable().default(null),
	/**
	 * Notices that have, or ever had, this impact or a higher one: the end of a notice whose impact was
	 * lowered is sent too.
	 */
	minImpact: z.enum(impacts).default('none'),
});
export type ChannelFilter = z.infer<typeof channelFilter>;

export const passesFilter = (
	{ components, kinds, minImpact }: ChannelFilter,
	notice: Pick<MessageNotice, 'components' | 'kind' | 'worstImpact'>,
): boolean =>
	(components === null || notice.components.some(({ id: each }) => components.includes(each))) &&
	(kinds === null || kinds.includes(notice.kind)) &&
	impacts.indexOf(notice.worstImpact) >= impacts.indexOf(minImpact);
