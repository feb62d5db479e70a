// Serves fixture files to the browsers under test, on the loopback address, each folder under a name of its own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".pdf": "application/pdf",
};

/**
 * @typedef {{ type?: string, headers?: Record<string, string>, body: string | Uint8Array }} Response
 * @param {Record<string, string | Response | (() => Response)>} routes `/name/` a folder, `/name` one response.
 * @returns {Promise<{ url: (path: string) => string, close: () => Promise<void> }>}
 */
export async function serve(routes) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      const { type, headers, body } = await find(routes, path);
      response.writeHead(200, { "content-type": type ?? "text/html; charset=utf-8", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not here");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}

/** @returns {Promise<Response>} */
async function find(routes, path) {
  const route = routes[path];
  if (typeof route === "function") return route();
  if (typeof route === "object") return route;
  const prefix = Object.keys(routes).find((name) => name.endsWith("/") && path.startsWith(name));
  const folder = prefix === undefined ? undefined : routes[prefix];
  if (prefix === undefined || typeof folder !== "string") throw new Error("no such path");
  const inside = normalize(path.slice(prefix.length));
  if (inside.startsWith("..")) throw new Error("outside");
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(inside))] ?? "application/octet-stream";
  return { type, body: await readFile(join(folder, inside)) };
}
