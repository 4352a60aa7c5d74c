"use strict";
/* The confusion matrix as a table whose cells are shaded by their part of the row. */
const ROOMY_CLASSES = 8;

class Confusion {
  #shape = "";
  #cells = [];
  #pointed = null;

  constructor() {
    const point = (event) => {
      this.#pointed = event.target.closest("td[title]");
      this.#read();
    };
    byId("confusion").addEventListener("pointerover", point);
    byId("confusion").addEventListener("pointerleave", point);
  }

  draw(evaluation) {
    const container = byId("confusion");
    const table = evaluation?.confusion;
    if (!table || table.counts.flat().every((count) => count === 0)) {
      this.#shape = "";
      awaits(container, "Waits for predictions with a label.");
      say("confusion-readout", "");
      return;
    }
    arrived(container);
    const shape = JSON.stringify(table.classes);
    if (shape !== this.#shape) {
      this.#build(container, table.classes);
      this.#shape = shape;
    }
    table.counts.forEach((row, i) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      row.forEach((count, j) => this.#paint(i, j, count, total, table.classes));
    });
    this.#readWorst(table);
  }

  #build(container, classes) {
    const dense = classes.length > ROOMY_CLASSES;
    this.#cells = classes.map(() => classes.map(() => el("td", {})));
    const corner = el("td", { class: "corner" });
    const head = el("tr", {}, corner, ...classes.map((name) => el("th", { scope: "col", title: name }, el("span", {}, value(name, 24)))));
    const rows = classes.map((name, i) => el("tr", {}, el("th", { scope: "row", title: name }, el("span", {}, value(name, 24))), ...this.#cells[i]));
    const matrix = el("table", { class: dense ? "matrix dense" : "matrix" },
      el("caption", { class: "unseen" }, "True classes in rows, predicted classes in columns"),
      el("thead", {}, head), el("tbody", {}, ...rows));
    container.replaceChildren(matrix);
  }

  #paint(i, j, count, total, classes) {
    const cell = this.#cells[i][j];
    const part = total > 0 ? count / total : 0;
    const text = classes.length > ROOMY_CLASSES ? "" : compact(count);
    say(cell, text);
    const shade = Math.round(100 * Math.sqrt(part));
    const hue = i === j ? "--right" : "--wrong";
    cell.style.setProperty("background", count === 0 ? "var(--cell)" : `color-mix(in oklab, var(${hue}) ${Math.max(shade, 6)}%, var(--cell))`);
    cell.classList.toggle("strong", shade > 62);
    cell.title = `true ${value(classes[i], 40)}, predicted ${value(classes[j], 40)}: ${whole(count)} (${percent(part)} of the row)`;
  }

  /** The cell under the pointer, or the most frequent mistake, in words. */
  #read() {
    say("confusion-readout", this.#pointed?.isConnected ? capital(`${this.#pointed.title}.`) : this.#worst);
  }

  #worst = "";

  #readWorst({ classes, counts }) {
    let worst = null;
    counts.forEach((row, i) => row.forEach((count, j) => {
      if (i !== j && count > (worst?.count ?? 0)) {
        worst = { count, i, j, total: row.reduce((sum, it) => sum + it, 0) };
      }
    }));
    this.#worst = worst === null
      ? "No mistake yet."
      : `Most often ${value(classes[worst.i], 24)} is taken for ${value(classes[worst.j], 24)}: ${percent(worst.count / worst.total)} of them.`;
    this.#read();
  }
}
