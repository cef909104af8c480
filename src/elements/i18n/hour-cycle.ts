/**
 * Whether visitors use a 12-hour clock, by the language of their browser. The data are those of
 * CLDR 46; `Intl` has them too, but its first use blocks a slow phone.
 */

const twelveHours = /^(am|ar|as|bn|el|en|fil|gu|hi|km|kn|ko|ml|mr|ms|or|pa|sd|so|sq|ta|te|ur|yue|zh-Hant)\b/i;
/** Where these languages are used with a 24-hour clock. */
const exceptions =
	/^(en-(A[IT]|B[EIWZ]|C[CHKMXZ]|D[EGK]|E[ES]|F[IKR]|G[BEGIS]|HU|I[DELMOT]|J[EP]|KE|L[TV]|M[GSTUV]|N[FGLORU]|P[LNT]|R[OW]|S[CEHIKX]|T[KVZ]|U[AG]|Z[AW])|ar-(IL|KM|MA)|ko-CN|ms-ID|so-KE|sq-(MK|XK)|ta-LK|yue-CN)$/i;
/** Where other languages are used with a 12-hour clock. */
const additions =
	/^(es-(AR|BO|C[LORU]|DO|EC|GT|HN|MX|NI|P[AEHRY]|SV|U[SY]|VE|419)|fr-(D[JZ]|MR|SY|T[DN]|VU)|zh-(HK|MO|MY|SG|TW)|af-NA|ne-IN|ps-PK|pt-MO|tr-CY)$/i;

/** `language`: a BCP 47 tag. */
export const usesTwelveHours = (language: string): boolean =>
	additions.test(language) || (twelveHours.test(language) && !exceptions.test(language));
