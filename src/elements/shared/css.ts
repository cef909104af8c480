/**
 * Style sheets as plain text. The banner adopts them without Lit's own `css`, whose classes would cost the embed 0.4 kB;
 * the tag has the build take out white space, and editors colour what is inside.
 */
export const css = String.raw;
