/* Shows what Python gave, and how far it is. */

(() => {
  "use strict";

  function make(tag, className, text = "") {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  }

  function button(label, onPress, title = "") {
    const node = make("button", "live-button", label);
    node.type = "button";
    node.title = title;
    node.addEventListener("click", onPress);
    return node;
  }

  function forget(node) {
    window.MathJax?.typesetClear?.([node]);
  }

  const SHOWN = {
    html: (content) => {
      const node = make("div", "output text_html");
      node.innerHTML = content;
      return node;
    },
    text: (content) => outputText("output stream", content),
    error: (content) => outputText("output live-error", content),
  };

  function outputText(className, content) {
    const node = make("div", className);
    node.append(make("pre", "", content));
    return node;
  }

  /* Fills a node with the outputs of a cell. */
  async function show(node, outputs) {
    forget(node);
    node.replaceChildren(...outputs.map(({ kind, content }) => SHOWN[kind](content)));
    await window.linebylineFormulas.typesetIn(node);
    window.linebylineLines?.offer(node);
  }

  /* A line that says how far Python is, while `node` is waiting for it. */
  function progressLine() {
    const line = make("span", "live-status");
    line.setAttribute("role", "status");
    const bar = make("progress", "live-progress");
    bar.max = 100;
    bar.hidden = true;
    bar.setAttribute("aria-hidden", "true");
    const words = make("span", "live-words");
    line.append(bar, words);
    let waitingFor = "";
    const runtime = window.linebylineRuntime;
    runtime.events.addEventListener("progress", ({ detail: { percent, says } }) => {
      const isLoading = Boolean(waitingFor && says);
      bar.hidden = !isLoading;
      if (!isLoading) {
        if (waitingFor && percent === 100) words.textContent = waitingFor;
        return;
      }
      bar.value = percent;
      // A screen reader hears every tenth of it.
      const shown = `${says}: ${percent}\u2009%`;
      if (percent % 10 === 0 || !words.textContent.startsWith(says)) words.textContent = shown;
    });
    return {
      node: line,
      wait(text) {
        waitingFor = text;
        words.textContent = text;
      },
      say(text) {
        waitingFor = "";
        bar.hidden = true;
        words.textContent = text;
      },
    };
  }

  window.linebylineOutputs = { button, forget, make, progressLine, show };
})();
