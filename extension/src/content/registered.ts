// Goes before content.ts where the browser puts both into a page because the reader registered its site, and stays away
// where a click does. So the content script knows whether it may begin by itself.

Object.assign(globalThis, { [Symbol.for("hearsay.registered")]: true });
