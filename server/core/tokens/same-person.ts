/** Whether two tokens have the same owner, however the name is written. */
export const isSamePerson = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

const nameOf = (owner: string): string =>
	owner
		.normalize('NFKC')
		.replaceAll(/[\s\p{Default_Ignorable_Code_Point}]+/gu, ' ')
		.trim()
		.toLowerCase();
