/** The languages that the elements speak besides English: what lies beside the script as `locales/TAG.json`. */
export const locales: readonly string[] = ['ar', 'de', 'es', 'fr', 'ja', 'pt'];
