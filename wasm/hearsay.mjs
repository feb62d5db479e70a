// Loads hearsay.wasm and calls it, in browsers and in Node. The module asks for nothing but the few functions below: it
// can read no clock, file, environment or network.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The module's imports: WASI's smallest part, refusing everything. */
function imports(memory) {
  const badFile = 8; // WASI's errno EBADF
  const wasi = {
    proc_exit(status) {
      throw new WebAssembly.RuntimeError(`the engine stopped (${status})`);
    },
    environ_sizes_get(count, size) {
      const view = new DataView(memory().buffer);
      view.setUint32(count, 0, true);
      view.setUint32(size, 0, true);
      return 0;
    },
    environ_get: () => 0,
    clock_time_get: () => badFile,
    fd_write: () => badFile,
    fd_read: () => badFile,
    fd_seek: () => badFile,
    fd_close: () => badFile,
    fd_fdstat_get: () => badFile,
  };
  return { wasi_snapshot_preview1: wasi, env: { emscripten_notify_memory_growth() {} } };
}

/** See hearsay.d.mts. */
export async function loadEngine(wasm, packs = []) {
  let exports;
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const instance = await WebAssembly.instantiate(module, imports(() => exports.memory));
  exports = instance.exports;
  exports._initialize?.();

  /** Passes a text to an exported function and returns its answer's text. */
  const call = (name, text) => {
    const bytes = encoder.encode(text);
    const at = exports.hearsay_allocate(bytes.length);
    if (at === 0 && bytes.length > 0) throw new RangeError("no memory for the article");
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    const size = exports[name](at, bytes.length);
    exports.hearsay_free(at);
    return size === 0 ? "" : decoder.decode(new Uint8Array(exports.memory.buffer, exports.hearsay_answer(), size));
  };

  const failed = call("hearsay_load", packs.length === 0 ? "" : JSON.stringify(packs));
  if (failed) throw new Error(JSON.parse(failed).error.message);
  const annotateJson = (json) => call("hearsay_annotate", json);
  return {
    annotateJson,
    annotate(article) {
      const answer = JSON.parse(annotateJson(JSON.stringify(article)));
      return answer.error ? { ok: false, error: answer.error } : { ok: true, result: answer };
    },
  };
}
