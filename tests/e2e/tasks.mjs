// How long the page's main thread is busy at a time.

import assert from "node:assert/strict";

/**
 * The longest task on the page's main thread while `work` goes on, in milliseconds of the processor's time: what else runs
 * on the machine does not count, nor does what the page did before, of which a trace keeps the last seconds. Chromium
 * only; Firefox tells nobody.
 */
export async function longestTask(page, work) {
  await page.tracing.start({ categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  const began = microseconds();
  await work();
  const ended = microseconds();
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  const { frames } = traceEvents.find(({ name }) => name === "TracingStartedInBrowser").args.data;
  const { processId } = frames.find(({ url }) => url === page.url());
  const thread = traceEvents.find(
    ({ pid, name, args }) => pid === processId && name === "thread_name" && args.name === "CrRendererMain",
  ).tid;
  const tasks = traceEvents.filter(
    ({ pid, tid, ts, name }) =>
      pid === processId && tid === thread && ts > began && ts < ended && name.endsWith("RunTask"),
  );
  assert.ok(tasks.length > 20, `${tasks.length} tasks in the trace`);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** The clock that Chromium's traces go by. */
const microseconds = () => Number(process.hrtime.bigint() / 1000n);
