/** Texts that break documents whose writers forget to escape them. */
export const hostile = `]]> ]]> <b>&amp; & "quotes" 'and' </title> <!-- \uffff \u{1f525}`;
/** The same without the character that no XML document can hold. */
export const hostileInXml = hostile.replace('\uffff', '');
