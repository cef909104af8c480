import type { Look } from './look.ts';
import { presentNotices } from './presenter.ts';
import { bannerStyles } from './styles.ts';

/** Everything that a notice says. */
export const fullLook: Look = { styles: bannerStyles, present: presentNotices };
