// Long work in short slices, so that the page keeps scrolling and typing while an article is read and drawn.

/** Milliseconds of work before the page gets its turn. */
const SLICE = 8;
/** Where the page takes long over its turn (it is a very long one), turns are fewer. */
const LONGEST_SLICE = 16;

type Yielding = { yield?: () => Promise<void> };

function breathe(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: Yielding }).scheduler;
  if (typeof scheduler?.yield === "function") return scheduler.yield();
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

export class Stopped extends Error {}

/**
 * `if (pace.due()) await pace.rest();` in every loop over the page. After a rest anything may have changed: whoever
 * rests looks again before writing. A rest after the signal fires throws `Stopped`.
 */
export class Pace {
  #began = performance.now();
  #slice = SLICE;

  constructor(private readonly signal: AbortSignal) {}

  due(): boolean {
    return performance.now() - this.#began > this.#slice;
  }

  async rest(): Promise<void> {
    const left = performance.now();
    await breathe();
    if (this.signal.aborted) throw new Stopped();
    this.#began = performance.now();
    this.#slice = Math.max(SLICE, Math.min(LONGEST_SLICE, (this.#began - left) / 4));
  }
}
