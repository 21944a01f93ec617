/** True only in a build with DOCKET_GALLERY=1: the page that shows every component. */
declare const __GALLERY__: boolean
