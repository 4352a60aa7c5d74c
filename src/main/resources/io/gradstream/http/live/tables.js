"use strict";
/* The latest predictions and rejects, and the scores. */
class Tables {
  draw(store, partition) {
    const mine = (row) => partition === ALL || row.partition === partition;
    const predictions = byId("predictions");
    if (!isRead(predictions)) {
      const several = (store.evaluation?.partitions?.length ?? 0) > 1;
      this.#predictions(predictions, store.predictions.filter(mine), store.model?.task, several);
    }
    const rejects = byId("rejects");
    if (!isRead(rejects)) {
      this.#rejects(rejects, store.rejects.filter(mine));
    }
  }

  #predictions(container, rows, task, several) {
    if (rows.length === 0) {
      awaits(container, "Waits for the first prediction.");
      return;
    }
    arrived(container);
    const sure = task === "classification";
    const head = ["Time", several ? "Partition" : null, "Record", "Predicted", "Label", sure ? "Sure" : null, "Loss"];
    const table = tableOf("predictions-title", head, ["", "wide", "where", "", "", "sure", "number wide"]);
    table.tBodies[0].append(...rows.map((row) => el("tr", {},
      el("td", { class: "time" }, clock(row.time_ms)),
      several ? el("td", { class: "wide" }, whole(row.partition)) : null,
      el("td", { class: "where", title: place(row) }, row.id === null || row.id === undefined ? `${row.partition} @ ${whole(row.offset)}` : value(row.id, 40)),
      el("td", {}, value(row.predicted, 30)),
      el("td", {}, el("span", { class: "judged" }, outcome(row, task), el("span", {}, value(row.label, 30)))),
      sure ? el("td", { class: "sure" }, bar(row.confidence)) : null,
      el("td", { class: "number wide" }, score(row.loss)))));
    container.replaceChildren(table);
  }

  #rejects(container, rows) {
    if (rows.length === 0) {
      awaits(container, "None. A record that cannot be learned appears here, with the reason.");
      return;
    }
    arrived(container);
    const table = tableOf("rejects-title", ["Time", "Record", "Why"], ["", "where", ""]);
    table.tBodies[0].append(...rows.map((row) => el("tr", {},
      el("td", { class: "time" }, clock(row.time_ms)),
      el("td", { class: "where", title: place(row) }, `${row.partition} @ ${whole(row.offset)}`),
      el("td", {}, el("span", { class: "reason" }, value(row.reason, 40)), el("span", { class: "detail" }, value(row.detail, 300))))));
    container.replaceChildren(table);
  }

  drawScores(store, partition) {
    const container = byId("scores");
    const evaluation = evaluationOf(store, partition);
    if (evaluation === null || evaluation.examples === 0) {
      awaits(container, "Waits for the first examples.");
      return;
    }
    arrived(container);
    const table = tableOf("scores-title", ["", "All", "Faded", "Window"], ["", "number", "number", "number"]);
    for (const { field, title, is_share: isShare, is_baseline: isBaseline } of baselinesSecond(store.model?.scores ?? [])) {
      const format = isShare ? percent : score;
      const cells = ["whole", "faded", "windowed"].map((scope) => el("td", { class: "number" }, format(evaluation[scope][field])));
      table.tBodies[0].append(el("tr", { class: isBaseline ? "beside" : null }, el("th", { scope: "row" }, title), ...cells));
    }
    container.replaceChildren(table);
  }
}

/** The first score, its baselines, then the others. */
function baselinesSecond(scores) {
  const others = scores.filter((it) => !it.is_baseline);
  return [...others.slice(0, 1), ...scores.filter((it) => it.is_baseline), ...others.slice(1)];
}

function tableOf(title, names, classes) {
  const heads = names.map((name, i) => (name === null ? null : el("th", { scope: "col", class: classes[i] || null }, name)));
  return el("table", { class: "list", "aria-labelledby": title }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}));
}

function place(row) {
  return `${row.topic ? `${row.topic}, ` : ""}partition ${row.partition}, offset ${whole(row.offset)}`;
}

/** A sign besides the colour, and words for those who see neither. */
function outcome(row, task) {
  if (task !== "classification" || row.label === null || row.label === undefined) {
    return "";
  }
  const right = String(row.label) === String(row.predicted);
  return el("span", { class: right ? "outcome good" : "outcome bad", role: "img", "aria-label": right ? "right: " : "wrong: " }, right ? "✓" : "✗");
}

function bar(confidence) {
  if (!known(confidence)) {
    return DASH;
  }
  const filled = el("span", { class: "filled", style: { width: `${Math.min(Math.max(100 * confidence, 0), 100)}%` } });
  return el("span", { class: "confidence" }, el("span", { class: "track", "aria-hidden": "true" }, filled), percent(confidence, 0));
}
