/* The page's side of the Python that runs in a worker.

   A worker belongs to one page, because only then can the page stop it: a shared worker has no
   stop, and interrupting Python needs headers that a folder of files cannot send. What is kept
   from page to page is everything fetched (see worker.js); and once a reader has used Python, the
   next page starts it before being asked. */

(() => {
  "use strict";

  const here = new URL("live/", document.currentScript.src);
  const data = JSON.parse(document.getElementById("live-data").textContent);
  const USED = "linebyline-live";
  const events = new EventTarget();
  const waiting = new Map();
  let worker = null;
  let isReady = false;
  let count = 0;

  function lacks() {
    if (location.protocol === "file:") {
      return "This needs the book opened from a server, such as “make read” starts; from a folder, browsers run no Python.";
    }
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
      return "This needs a browser with WebAssembly.";
    }
    return null;
  }

  function tell(detail) {
    events.dispatchEvent(new CustomEvent("progress", { detail }));
  }

  /* Starts Python, if it is not there yet. */
  function start() {
    if (worker || lacks()) return;
    const address = new URL(`worker.js?v=${data.version}`, here);
    worker = new Worker(address, { type: "module" });
    worker.postMessage({ version: data.version });
    worker.onmessage = ({ data: message }) => hear(message);
    worker.onerror = (event) => {
      event.preventDefault();
      drop(`Python could not be started (${event.message || "its files are missing"}).`);
    };
  }

  function hear(message) {
    if (message.failed) return drop(message.failed);
    if (message.percent !== undefined) {
      isReady = isReady || message.percent === 100;
      if (isReady) remember();
      return tell(message);
    }
    waiting.get(message.id)?.resolve(message.result);
    waiting.delete(message.id);
  }

  /* Ends the worker, whatever it does, and tells everyone who waits why. */
  function drop(why) {
    worker?.terminate();
    worker = null;
    isReady = false;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    tell({ percent: null, says: "" });
  }

  function stop() {
    const wasAtWork = isReady;
    drop("Stopped.");
    if (wasAtWork) start();
  }

  /* Resolves with the result of a task, or rejects when it was stopped. */
  function ask(task) {
    const lacking = lacks();
    if (lacking) return Promise.reject(new Error(lacking));
    start();
    const id = ++count;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, task });
    });
  }

  function remember() {
    try {
      sessionStorage.setItem(USED, "1");
    } catch {
      // A browser that keeps nothing starts Python when it is asked.
    }
  }

  function wasUsed() {
    try {
      return sessionStorage.getItem(USED) === "1";
    } catch {
      return false;
    }
  }

  if (wasUsed()) {
    const soon = window.requestIdleCallback ?? ((then) => setTimeout(then, 500));
    window.addEventListener("load", () => soon(start));
  }

  let lines = null;

  /* The formulas of a derivation as JSON: its own, or those that the page keeps in a file. */
  async function recordOf(element) {
    if (element.textContent) return element.textContent;
    lines ??= fetch(new URL(data.lines, here)).then((found) => found.json());
    return JSON.stringify((await lines)[Number(element.dataset.record)]);
  }

  window.linebylineRuntime = { lacks, start, stop, ask, recordOf, events, here, setups: data.setups };
})();
