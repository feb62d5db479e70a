// The manifest of each browser's build. What differs between them is here and nowhere else.

const NEWS_PAGES = ["https://*/*", "http://*/*"];

/**
 * @param {"chrome" | "firefox"} browser
 * @param {string} version
 */
export function manifest(browser, version) {
  return {
    manifest_version: 3,
    name: "Hearsay",
    version,
    description: "Shows, in a news article itself, whose word each statement rests on. Nothing leaves your browser.",
    icons: icons([16, 32, 48, 128]),
    action: { default_title: "Hearsay: who says so?", default_popup: "popup.html", default_icon: icons([16, 32, 48]) },
    options_ui: { page: "options.html", open_in_tab: true },
    background: browser === "chrome" ? { service_worker: "background.js" } : { scripts: ["background.js"] },

    // A click on the button opens that one page to us, and nothing else does. Reading pages without a click is the
    // reader's to grant, for one site or for all, and to take back.
    permissions: ["activeTab", "scripting", "storage"],
    optional_host_permissions: NEWS_PAGES,

    // No address but the package's own can be reached, whatever the code says. connect-src lets the background read
    // its own engine; 'wasm-unsafe-eval' lets it compile WebAssembly, and nothing else.
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'",
    },

    commands: {
      _execute_action: { suggested_key: { default: "Alt+Shift+H" } },
      next: { suggested_key: { default: "Alt+Shift+Period" }, description: "Show the next statement" },
      previous: { suggested_key: { default: "Alt+Shift+Comma" }, description: "Show the previous statement" },
    },

    ...(browser === "chrome"
      ? { minimum_chrome_version: "129" }
      : {
          browser_specific_settings: {
            gecko: {
              id: "hearsay@hearsay.example",
              // The first that lets a content script assign adoptedStyleSheets; before, its wrappers around the page threw.
              strict_min_version: "153.0",
              data_collection_permissions: { required: ["none"] },
            },
          },
        }),
  };
}

/** @param {number[]} sizes */
function icons(sizes) {
  return Object.fromEntries(sizes.map((size) => [size, `icons/hearsay-${size}.png`]));
}
