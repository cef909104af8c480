/** The signature is the object's last member; what is signed is the object without it (docs/reference/protocol.md). */
export const signatureMember = /,"signature":"([\w.-]+)"(?=}\s*$)/;
