/* Derivations fold, and can be shown line by line; each has its address. No formula is cut. */
"use strict";
(() => {
  const made = (tag, name, words) => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = words;
    return element;
  };

  /* The name folds what stands below it. */
  function letFold(section) {
    const name = section.querySelector(".derivation-name");
    const button = made("button", "derivation-fold", "");
    button.append(...name.childNodes);
    button.type = "button";
    button.ariaExpanded = "true";
    button.addEventListener("click", () => {
      const isFolded = section.toggleAttribute("data-folded");
      button.ariaExpanded = String(!isFolded);
    });
    name.append(button);
  }

  function addAddress(section) {
    const link = made("a", "headerlink", "#");
    link.href = `#${section.id}`;
    link.title = "Link to this derivation";
    section.querySelector(".derivation-name").append(link);
  }

  /* A button that hides all lines but the first formula, and then shows one at a time. */
  function letStep(section) {
    const lines = [...section.querySelectorAll(".derivation-lines > li")];
    const first = lines[0].matches(".derivation-first") ? 1 : 0;
    const count = lines.length - first;
    if (count < 2) return;
    const button = made("button", "derivation-step", "Line by line");
    button.type = "button";
    let shown = count;
    button.addEventListener("click", () => {
      shown = shown === count ? 0 : shown + 1;
      lines.forEach((line, k) => { line.hidden = k >= first + shown; });
      button.textContent = shown === count ? "Line by line" : `Next line (${shown + 1} of ${count})`;
    });
    const list = section.querySelector(".derivation-lines");
    list.ariaLive = "polite";
    section.querySelector(".derivation-sum").append(button);
  }

  /* A formula that is cut beside its reason gets a row of its own, while it needs one. */
  function giveRoom(sections) {
    const all = (what) => sections.flatMap((section) => [...section.querySelectorAll(what)]);
    for (const line of all("[data-long=measured]")) delete line.dataset.long;
    const cut = all(".derivation-line:not([data-long]) .derivation-formula")
      .filter((formula) => formula.scrollWidth > formula.clientWidth + 1);
    for (const formula of cut) formula.closest(".derivation-line").dataset.long = "measured";
  }

  const sections = [...document.querySelectorAll("section.derivation")];
  const sizes = new ResizeObserver((changes) => giveRoom(changes.map(({ target }) => target)));
  document.fonts.addEventListener("loadingdone", () => giveRoom(sections));
  for (const section of sections) {
    letFold(section);
    if (section.id) addAddress(section);
    letStep(section);
    sizes.observe(section);
  }

  // A line's address opens its derivation, and marks the line: see :target in the style sheet.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const section = target && target.closest("section.derivation[data-folded]");
    if (section) section.querySelector(".derivation-fold").click();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
