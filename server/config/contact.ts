/** The variable of requests for contact (docs/how-to/contact.md). */
import { z } from 'zod';
import type { ContactOptions } from '../connectors/contact/contact-options.ts';

export const contactVariables = {
	CANDOR_CONTACT_DAYS: z
		.string()
		.regex(/^(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])$/, 'Use a whole number of days from 1 to 365.')
		.transform(Number)
		.optional(),
};

type Variables = z.infer<z.ZodObject<typeof contactVariables>>;

/** `null`: the server accepts no requests. */
export const contactOf = ({ CANDOR_CONTACT_DAYS: keptDays }: Variables): ContactOptions | null =>
	keptDays === undefined ? null : { keptDays };
