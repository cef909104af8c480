const signatureMember = /,"signature":"([\w.-]+)"(?=}\s*$)/;

/**
 * Splits a signed JSON object into the text that is signed and its signature. The signature is the
 * last member of the object, and the signed text is the object without it
 * (docs/reference/protocol.md).
 */
export function splitSignature(text: string): {
	readonly json: string;
	readonly signature: string | undefined;
} {
	return { json: text.replace(signatureMember, ''), signature: signatureMember.exec(text)?.[1] };
}
