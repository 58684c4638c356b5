/* The ledger's pages: find and filter claims, open the one in the address, typeset what is seen. */
(function () {
  "use strict";

  const { typeset } = window.linebylineFormulas;

  function typesetWhatIsSeen() {
    const seen = new IntersectionObserver(
      (entries) => {
        const codes = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
        codes.forEach((code) => seen.unobserve(code));
        if (codes.length) typeset(codes);
      },
      { rootMargin: "200px" },
    );
    document.querySelectorAll("code.tex").forEach((code) => seen.observe(code));
  }

  // The filter.

  const NUMBER = /^\d+(\.\d+)+[a-z]?$/;
  const QUIET = 400; // ms without typing before the count is announced

  function readRow(row) {
    const source = row.id.split("-", 1)[0];
    const marks = row.dataset;
    return {
      row,
      source,
      numbers: [row.id.slice(source.length + 1), ...(marks.tags ?? "").split(" ")],
      text: `${row.textContent} ${row.dataset.chapter}`.toLowerCase(),
      chapter: marks.chapter,
      kind: marks.kind,
      standing: marks.standing ?? "open",
      fault: marks.fault ?? "none",
    };
  }

  // 2.2 finds all of section 2.2, and 2.2.1 does not find 2.2.10.
  function hasNumber(entry, wanted) {
    return entry.numbers.some(
      (number) =>
        number === wanted ||
        (number.startsWith(wanted) && /^[.a-z-]/.test(number.slice(wanted.length))),
    );
  }

  function says(entry, word) {
    return NUMBER.test(word) ? hasNumber(entry, word) : entry.text.includes(word);
  }

  function passes(entry, wanted) {
    const standing =
      !wanted.standing ||
      entry.standing === wanted.standing ||
      (wanted.standing === "settled" && entry.standing !== "open");
    const fault =
      !wanted.fault ||
      entry.fault === wanted.fault ||
      (wanted.fault === "wrong" && entry.fault !== "none");
    const plain = ["source", "chapter", "kind"].every(
      (name) => !wanted[name] || entry[name] === wanted[name],
    );
    return standing && fault && plain && wanted.words.every((word) => says(entry, word));
  }

  function readForm(form) {
    const wanted = Object.fromEntries(new FormData(form));
    // Equation numbers are often written in brackets.
    const words = wanted.find.toLowerCase().replace(/[()]/g, " ").split(/\s+/);
    return { ...wanted, words: words.filter(Boolean) };
  }

  function rememberInAddress(form) {
    const filled = [...new FormData(form)].filter(([, value]) => value);
    const query = filled.length ? `?${new URLSearchParams(filled)}` : "";
    try {
      history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
    } catch {
      // Some browsers keep the address of a file on disk as it is.
    }
  }

  function fillFromAddress(form) {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  }

  // A table whose cells stand below each other on a phone stays a table for screen readers.
  function keepRoles(table) {
    const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody, tr, td, th").forEach((part) => {
      const header = part.scope === "col" ? "columnheader" : "rowheader";
      part.setAttribute("role", roles[part.tagName] ?? header);
    });
  }

  function startFilter(form, table) {
    const entries = [...table.tBodies[0].rows].map(readRow);
    const status = document.querySelector(".ledger-shown");
    let announcement = 0;

    function apply() {
      const wanted = readForm(form);
      let shown = 0;
      for (const entry of entries) {
        entry.row.hidden = !passes(entry, wanted);
        shown += entry.row.hidden ? 0 : 1;
      }
      clearTimeout(announcement);
      announcement = setTimeout(() => {
        const all = entries.length.toLocaleString("en");
        status.textContent = `${shown.toLocaleString("en")} of ${all} claims shown`;
        rememberInAddress(form);
      }, QUIET);
    }

    function reveal() {
      const row = entryInAddress();
      if (row?.hidden) {
        form.reset();
        apply();
      }
    }

    form.hidden = false;
    keepRoles(table);
    fillFromAddress(form);
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    window.addEventListener("hashchange", reveal);
    apply();
    reveal();
  }

  // The address of a claim opens its entry.

  function entryInAddress() {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return entry?.matches("table.ledger tr, details.erratum") ? entry : null;
  }

  function openEntryInAddress() {
    const entry = entryInAddress();
    if (!entry) return;
    (entry.querySelector("details") ?? entry).open = true;
    entry.scrollIntoView({ block: "center" });
  }

  const form = document.querySelector("form.ledger-filter");
  const table = document.querySelector("table.ledger");
  if (form && table) startFilter(form, table);
  window.addEventListener("hashchange", openEntryInAddress);
  openEntryInAddress();
  typesetWhatIsSeen();
})();
