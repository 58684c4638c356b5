/* Previews: a link to a statement, a formula, a derivation or a claim shows it beside the link, when
   a mouse rests on the link or the keyboard reaches it. Escape closes it. A finger only follows. */
(() => {
  "use strict";

  const PARTS =
    "div.proof, div.exercise, div.solution, div.math, section.derivation, .settled, div.citation, " +
    "table.ledger tr, details.erratum";
  const NOT_SHOWN =
    "script, .headerlink, .derivation-setting, .derivation-step, .derivation-details, .your-line";
  const PAUSE = 250; // ms: a pointer that only passes opens nothing, and can reach what is shown
  const GAP = 6; // pixels

  const pages = new Map();
  const box = document.createElement("div");
  let link = null; // whose preview is shown, or is about to be
  let timer = 0;

  /* The page behind an address, or null: a page opened from a folder may not read the others. */
  function pageAt(url) {
    if (url.origin === location.origin && url.pathname === location.pathname) return document;
    if (url.origin !== location.origin || !url.protocol.startsWith("http")) return null;
    if (!pages.has(url.pathname))
      pages.set(url.pathname, fetch(url.pathname)
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((text) => new DOMParser().parseFromString(text, "text/html"))
        .catch(() => null));
    return pages.get(url.pathname);
  }

  /* A copy of what stands at an address, without controls and without addresses of its own. */
  async function copyOf(url, from) {
    const page = await pageAt(url);
    const place = page?.getElementById(decodeURIComponent(url.hash.slice(1)));
    const part = place?.closest(PARTS);
    if (!part || part.contains(from)) return null;
    // Of a row in the ledger, the claim and what it says.
    const shown = part.matches("tr")
      ? [...part.cells].slice(0, 2).flatMap((cell) => [...cell.childNodes])
      : [part];
    const copy = document.createElement("div");
    copy.append(...shown.map((node) => document.importNode(node, true)));
    copy.inert = true;
    copy.querySelectorAll(NOT_SHOWN).forEach((element) => element.remove());
    copy.querySelectorAll("button").forEach((button) => button.replaceWith(...button.childNodes));
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    copy.querySelectorAll("[data-folded]").forEach((element) => delete element.dataset.folded);
    copy.querySelectorAll("li[hidden]").forEach((line) => { line.hidden = false; });
    copy.querySelectorAll(":scope > details").forEach((details) => { details.open = true; });
    copy.querySelectorAll("img").forEach((image) => {
      image.src = new URL(image.getAttribute("src"), url).href;
    });
    return copy;
  }

  function place() {
    const at = link.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const right = document.documentElement.clientWidth - width - GAP;
    const isBelow = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
    box.style.left = `${scrollX + Math.max(GAP, Math.min(at.left, right))}px`;
    box.style.top = `${scrollY + (isBelow ? at.bottom + GAP : at.top - height - GAP)}px`;
  }

  async function show(wanted) {
    const copy = await copyOf(new URL(wanted.href), wanted);
    if (link !== wanted) return;
    if (!copy) return hide();
    box.replaceChildren(copy);
    box.showPopover();
    await window.linebylineFormulas.typesetIn(copy);
    if (link !== wanted) return;
    link.removeAttribute("title"); // its words are in the preview
    link.setAttribute("aria-describedby", box.id);
    box.classList.toggle("preview-cut", box.scrollHeight > box.clientHeight);
    place();
    box.dataset.shown = "";
  }

  function hide() {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = null;
    delete box.dataset.shown;
    if (box.matches(":popover-open")) box.hidePopover();
  }

  const wait = (what) => {
    clearTimeout(timer);
    timer = setTimeout(what, PAUSE);
  };

  function come(wanted) {
    if (wanted === link) return clearTimeout(timer);
    hide();
    link = wanted;
    wait(() => show(wanted));
  }

  function watch(found) {
    found.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && come(found));
    found.addEventListener("pointerleave", () => wait(hide));
    found.addEventListener("focus", () => found.matches(":focus-visible") && come(found));
    found.addEventListener("blur", hide);
  }

  box.id = "preview";
  box.className = "preview";
  box.role = "tooltip";
  box.popover = "manual";
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => wait(hide));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  const article = document.querySelector("article");
  article?.querySelectorAll("a[href*='#']:not(.headerlink)").forEach(watch);
  article?.append(box);
})();
