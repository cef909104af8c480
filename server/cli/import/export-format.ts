/** What a file of `candor export` says about itself. */
export const exportFormat = 'candor-export';
/** Grows when an earlier `candor import` could not read the file. */
export const exportVersion = 1;
