/**
 * Dispatched on `window` when every element must render again: the page's default server, a
 * `candor-feed`, the language or the visitor's context may have changed.
 */
export const renderAllEvent = 'candor-source';

export const renderAll = (): void => void dispatchEvent(new Event(renderAllEvent));
