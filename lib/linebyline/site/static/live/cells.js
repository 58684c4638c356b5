/* Live cells: an editor, Run, Reset and Stop under the code of each cell that is tagged so. */

(() => {
  "use strict";

  const runtime = window.linebylineRuntime;
  const { button, forget, make, progressLine, show } = window.linebylineOutputs;
  let editorScript = null;

  /* The editor's script, fetched when a reader first wants to change something. */
  function loadEditor() {
    editorScript ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("../vendor/python/editor.js", runtime.here);
      script.onload = () => resolve(window.linebylineEditor);
      script.onerror = () => reject(new Error("the editor's script is missing"));
      document.head.append(script);
    });
    return editorScript;
  }

  class LiveCell {
    constructor(node, number) {
      this.setup = runtime.setups[number];
      this.input = node.querySelector(".cell_input");
      this.built = node.querySelector(".cell_output");
      this.printed = this.input.querySelector("pre").textContent.replace(/\n$/, "");
      this.editor = null;
      this.label = `Code of live cell ${number + 1}`;
      this.addBar(node);
      this.output = make("div", "cell_output docutils container live-output");
      this.output.hidden = true;
      this.output.setAttribute("role", "region");
      this.output.setAttribute("aria-label", `Output of live cell ${number + 1}`);
      node.append(this.output);
      this.input.addEventListener("click", () => this.editor ?? this.edit());
    }

    addBar(node) {
      this.runButton = button("Run", () => this.run(), "Run this cell (Shift+Enter in the editor)");
      this.editButton = button("Edit", () => this.edit());
      this.resetButton = button("Reset", () => this.reset(), "Back to the code and output of the book");
      this.stopButton = button("Stop", () => runtime.stop());
      this.resetButton.hidden = true;
      this.stopButton.hidden = true;
      this.progress = progressLine();
      const bar = make("div", "live-bar");
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", "Run this cell");
      const buttons = [this.runButton, this.editButton, this.resetButton, this.stopButton];
      bar.append(...buttons, this.progress.node);
      this.input.after(bar);
    }

    get source() {
      return this.editor ? this.editor.text : this.printed;
    }

    async edit() {
      if (this.isOpening) return;
      this.isOpening = true;
      try {
        const { openEditor } = await loadEditor();
        const holder = make("div", "live-editor");
        this.input.firstElementChild.hidden = true;
        this.input.append(holder);
        this.editor = openEditor(holder, {
          text: this.printed,
          label: `${this.label}. Shift+Enter runs it.`,
          onRun: () => this.run(),
          onChange: () => this.changed(),
        });
        this.editButton.hidden = true;
        this.editor.focus();
      } catch (error) {
        this.progress.say(`This cell cannot be edited: ${error.message}.`);
        this.isOpening = false;
      }
    }

    changed() {
      runtime.start();
      this.resetButton.hidden = false;
    }

    async run() {
      if (this.isRunning) return;
      this.isRunning = true;
      this.showRunning(true);
      this.progress.wait("Running");
      const begun = performance.now();
      try {
        const outputs = await runtime.ask({ do: "run", source: this.source, setup: this.setup });
        if (this.built) this.built.hidden = true;
        this.output.hidden = false;
        await show(this.output, outputs);
        this.resetButton.hidden = false;
        this.progress.say(`Done in ${seconds(performance.now() - begun)}.`);
      } catch (error) {
        this.progress.say(error.message);
      }
      this.isRunning = false;
      this.showRunning(false);
    }

    showRunning(isRunning) {
      this.runButton.setAttribute("aria-disabled", String(isRunning));
      if (!isRunning && document.activeElement === this.stopButton) this.runButton.focus();
      this.stopButton.hidden = !isRunning;
    }

    reset() {
      if (this.isRunning) runtime.stop();
      if (this.editor) this.editor.text = this.printed;
      forget(this.output);
      this.output.replaceChildren();
      this.output.hidden = true;
      if (this.built) this.built.hidden = false;
      this.progress.say("As in the book again.");
      this.runButton.focus();
      this.resetButton.hidden = true;
    }
  }

  function seconds(milliseconds) {
    return `${(milliseconds / 1000).toFixed(milliseconds < 10000 ? 2 : 0)}\u2009s`;
  }

  const cells = document.querySelectorAll(".cell.tag_live");
  const lacking = runtime.lacks();
  cells.forEach((node, number) => {
    if (lacking) node.querySelector(".cell_input").after(make("p", "live-lacking", lacking));
    else new LiveCell(node, number);
  });
})();
