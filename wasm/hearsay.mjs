// Loads hearsay.wasm and calls it, in browsers and in Node. The module asks for nothing but the few functions below, and
// gets nothing from them: no clock, no file, no network.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The module's imports: the part of WASI that the C library is linked with, refusing everything. */
const badFile = 8; // WASI's errno EBADF
const imports = {
  wasi_snapshot_preview1: {
    clock_time_get: () => badFile,
    fd_write: () => badFile,
    proc_exit(status) {
      throw new WebAssembly.RuntimeError(`the engine stopped (${status})`);
    },
  },
  env: { emscripten_notify_memory_growth() {} },
};

/** See hearsay.d.mts. */
export async function loadEngine(wasm, packs = []) {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const { exports } = await WebAssembly.instantiate(module, imports);
  exports._initialize();

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
    forget: exports.hearsay_forget,
    annotate(article) {
      const answer = JSON.parse(annotateJson(JSON.stringify(article)));
      return answer.error ? { ok: false, error: answer.error } : { ok: true, result: answer };
    },
  };
}
