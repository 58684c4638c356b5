/* Your line: below each derivation, a box that takes the reader's next line and says whether it
   follows. The formulas come from the site as data, and nothing leaves the page. */

(() => {
  "use strict";

  const runtime = window.linebylineRuntime;
  const { button, forget, make, progressLine } = window.linebylineOutputs;
  const FAILED = ["REFUTED", "UNDECIDED"];
  let count = 0;

  /* The grades of the lines of a derivation, from the first. */
  function grades(section) {
    return [...section.querySelectorAll(".derivation-line")].map((line) => line.dataset.grade);
  }

  class YourLine {
    constructor(section, record) {
      this.record = record;
      this.number = ++count;
      this.box = make("details", "your-line");
      this.box.append(make("summary", "", "Your line"));
      section.append(this.box);
      this.box.open = section.closest(".tag_your-line") !== null;
      const fill = () => this.box.open && !this.input && this.fill(grades(section));
      this.box.addEventListener("toggle", fill);
      fill();
    }

    fill(marks) {
      const lacking = runtime.lacks();
      if (lacking) return this.box.append(make("p", "live-lacking", lacking));
      const form = (this.form = make("form", "your-line-form"));
      this.addChoice(form, marks);
      this.addInput(form);
      this.checkButton = button("Check", () => {});
      this.checkButton.type = "submit";
      this.stopButton = button("Stop", () => runtime.stop());
      this.stopButton.hidden = true;
      this.progress = progressLine();
      form.append(this.checkButton, this.stopButton, this.progress.node);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.check();
      });
      this.answer = make("div", "your-line-answer");
      this.answer.setAttribute("role", "status");
      this.box.append(form, this.answer);
    }

    /* After which line: the first that fails, and those behind it, are no place to go on from. */
    addChoice(form, marks) {
      const failed = marks.findIndex((grade) => FAILED.includes(grade));
      const last = failed < 0 ? marks.length : failed;
      this.choice = make("select", "");
      this.choice.id = `your-line-after-${this.number}`;
      for (let k = last; k >= 0; k--) {
        this.choice.append(new Option(k === 0 ? "the first formula" : `line ${k}`, String(k)));
      }
      const label = make("label", "", "After ");
      label.htmlFor = this.choice.id;
      form.append(label, this.choice);
    }

    addInput(form) {
      this.input = make("input", "");
      this.input.id = `your-line-${this.number}`;
      this.input.type = "text";
      this.input.autocomplete = "off";
      this.input.autocapitalize = "off";
      this.input.spellcheck = false;
      this.input.required = true;
      this.input.placeholder = "= …";
      this.input.addEventListener("input", () => runtime.start(), { once: true });
      const label = make("label", "", "your line, as a^2 + sqrt(b) or in TeX");
      label.htmlFor = this.input.id;
      form.append(label, this.input);
    }

    async check() {
      if (this.isChecking) return;
      this.isChecking = true;
      this.form.ariaBusy = "true";
      this.stopButton.hidden = false;
      this.progress.wait("Checking");
      forget(this.answer);
      this.answer.replaceChildren();
      const after = Number(this.choice.value);
      try {
        const record = await runtime.recordOf(this.record);
        const task = { do: "answer", record, text: this.input.value, after };
        const { html } = await runtime.ask(task);
        this.answer.innerHTML = html;
        await window.linebylineFormulas.typesetIn(this.answer);
        this.progress.say("");
      } catch (error) {
        this.progress.say(error.message);
      }
      this.isChecking = false;
      this.form.ariaBusy = "false";
      if (document.activeElement === this.stopButton) this.input.focus();
      this.stopButton.hidden = true;
    }
  }

  /* Gives a box to every derivation below a node that brings its formulas. */
  function offer(node) {
    for (const data of node.querySelectorAll(".derivation > script[type='application/json']")) {
      const section = data.parentElement;
      if (!section.querySelector(":scope > .your-line")) new YourLine(section, data);
    }
  }

  window.linebylineLines = { offer };
  offer(document);
})();
