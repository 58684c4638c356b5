/* Runs the book's Python in a worker: Pyodide, python-flint and the checker, all from the site.

   Everything fetched is kept under the book's version in the browser's cache storage, where there
   is one (https, or this machine), else in its ordinary cache; the next page fetches nothing. */

const home = new URL("../vendor/python/", import.meta.url);
const network = globalThis.fetch.bind(globalThis);
const PYODIDE = ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];
const SHARE_OF_FETCHING = 60; // percent of the progress; the rest is starting
const START = "from linebyline.live import answer_line, run_cell, start\nstart()\nimport json";

const early = new Map(); // responses that are on their way before they are asked for
let manifest = { files: {}, wheels: {} };
let expected = 1; // bytes
let fetched = 0;
let store = null;
let python = null;
let hasSympy = false;
let ready = null;

function tell(percent, says) {
  postMessage({ percent: Math.round(percent), says });
}

function tellFetched(steps = 0) {
  tell(SHARE_OF_FETCHING * Math.min(1, fetched / expected) + steps, "Loading Python");
}

/* Stands in for `fetch`: files of the runtime are counted, and come from the store if they can. */
async function fetchKept(request, options) {
  const url = String(request.url ?? request);
  const name = url.slice(url.lastIndexOf("/") + 1);
  if (!url.startsWith(home.href) || !(name in manifest.files)) return network(request, options);
  if (early.has(name)) {
    const response = early.get(name);
    early.delete(name);
    return response;
  }
  const kept = await store?.match(url);
  const response = kept ?? (await need(url, name));
  if (!kept) store?.put(url, response.clone()).catch(() => {});
  return counted(response);
}

/* Says itself that a file is missing: Pyodide would wait for it without end. */
async function need(url, name) {
  try {
    const response = await network(url);
    if (response.ok) return response;
    throw new Error(`status ${response.status}`);
  } catch (error) {
    fail(new Error(`${name} could not be fetched (${error.message})`));
    throw error;
  }
}

function counted({ body, status, headers }) {
  const counter = new TransformStream({
    transform(chunk, controller) {
      fetched += chunk.byteLength;
      if (python === null) tellFetched();
      controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(counter), { status, headers });
}

async function fetchEarly(name) {
  const response = await fetchKept(new URL(name, home));
  const { status, headers } = response;
  return new Response(await response.arrayBuffer(), { status, headers });
}

/* The store of this version of the book; those of others are deleted. */
async function openStore(version) {
  const mine = `linebyline-${version}`;
  try {
    for (const name of await caches.keys()) {
      if (name.startsWith("linebyline-") && name !== mine) await caches.delete(name);
    }
    return await caches.open(mine);
  } catch {
    return null;
  }
}

async function start(version) {
  tell(0, "Loading Python");
  store = await openStore(version);
  manifest = await (await need(new URL(`runtime.json?v=${version}`, home), "runtime.json")).json();
  globalThis.fetch = fetchKept;
  const { python_flint: flint, linebyline } = manifest.wheels;
  expected = [...PYODIDE, flint, linebyline].reduce((sum, name) => sum + manifest.files[name], 0);
  for (const name of [flint, linebyline]) early.set(name, fetchEarly(name));
  const { loadPyodide } = await import(new URL("pyodide.mjs", home));
  const made = await loadPyodide({ indexURL: home.href });
  tellFetched(10);
  await install(made, flint);
  tellFetched(30);
  await install(made, linebyline);
  made.runPython(START);
  python = made;
  tell(100, "");
}

async function install(into, wheel) {
  let problem = "";
  const note = (message) => (problem = message);
  const options = { messageCallback() {}, errorCallback: note };
  await into.loadPackage(new URL(wheel, home).href, options);
  if (problem) throw new Error(problem);
}

async function needSympy() {
  if (hasSympy) return;
  const { mpmath, sympy } = manifest.wheels;
  tell(20, "Loading SymPy");
  for (const wheel of [mpmath, sympy]) await install(python, wheel);
  tell(60, "Loading SymPy");
  python.runPython("import os; os.environ['SYMPY_GROUND_TYPES'] = 'python'\nimport sympy");
  hasSympy = true;
  tell(100, "");
}

/* A cell gives its outputs, a line of the reader what is said to it. */
async function perform(task) {
  if (task.do === "answer") {
    const answer = python.globals.get("answer_line")(task.record, task.text, task.after);
    const said = { says: answer.says, html: answer._repr_html_() };
    answer.destroy();
    return said;
  }
  if (/\bsympy\b/.test(task.setup + task.source)) await needSympy();
  const run = python.runPython("lambda source, setup: json.dumps(run_cell(source, setup))");
  const outputs = JSON.parse(run(task.source, task.setup));
  run.destroy();
  return outputs;
}

function fail(error) {
  const last = String(error.message ?? error).trim().split("\n").at(-1);
  postMessage({ failed: `Python ended: ${last}` });
}

addEventListener("message", async ({ data: { version, id, task } }) => {
  try {
    if (version) {
      ready = start(version);
      await ready;
    } else {
      await ready;
      postMessage({ id, result: await perform(task) });
    }
  } catch (error) {
    fail(error);
  }
});
