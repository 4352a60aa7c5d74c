"use strict";
/* The sentence, the vital numbers, and the facts about the model. */
const EARLY_EXAMPLES = 100;
const MARGIN_OF_ACCURACY = 0.005;
const MAX_NAMES = 10;

class Summary {
  #restoring = false;

  draw(store, partition) {
    this.#restoring = String(store.evaluation?.state ?? "").startsWith("restoring");
    const evaluation = evaluationOf(store, partition);
    this.#learned(store.model);
    if (store.model?.task === "regression") {
      this.#error(evaluation);
    } else {
      this.#accuracy(evaluation);
    }
    this.#vitals(store, evaluation, partition);
    this.#doubts(evaluation?.doubts ?? []);
  }

  #learned(model) {
    if (model === null) {
      return;
    }
    say("application", value(model.application, 60));
    const classes = (model.classes ?? []).map((name) => value(name, 20));
    const named = classes.length > 4 ? `${classes.slice(0, 3).join(", ")} … (${classes.length} classes)` : classes.join(", ");
    const what = model.task === "regression" ? "a value" : named === "" ? "a class" : named;
    say("learned", `Learns ${what} from topic ${value(model.input_topic, 80)}`);
  }

  #accuracy(evaluation) {
    const scores = evaluation?.faded ?? {};
    const { accuracy, last_label_accuracy: last, majority_accuracy: majority } = scores;
    if (!this.#begun(evaluation, accuracy)) {
      return;
    }
    const of = [accuracy, last, majority].filter(known).some((it) => it > 0.985 && it < 1) ? 1000 : 100;
    const times = (it) => whole(Math.round(of * it));
    const [name, best, other, otherBest] = (last ?? 0) >= (majority ?? 0)
      ? ["repeating the last label", last, "always saying the most frequent", majority]
      : ["always saying the most frequent", majority, "repeating the last label", last];
    sentence(["Right ", strong(times(accuracy)), ` of ${whole(of)} times`, known(best) ? `; ${name}: ` : ".", known(best) ? strong(times(best)) : "", known(best) ? "." : ""]);
    document.title = `${percent(accuracy)} right · Gradstream`;
    if (known(best)) {
      const also = known(otherBest) ? ` ${capital(other)} would be right ${times(otherBest)} times.` : "";
      verdict(accuracy > best + MARGIN_OF_ACCURACY, `Better than both ways that learn nothing.${also}`, `Not better than ${name} so far.${also}`);
    }
  }

  #error(evaluation) {
    const { mae, last_value_mae: last, mean_mae: mean } = evaluation?.faded ?? {};
    if (!this.#begun(evaluation, mae)) {
      return;
    }
    const [name, best, other, otherBest] = (last ?? Infinity) <= (mean ?? Infinity)
      ? ["repeating the last value", last, "always saying the mean", mean]
      : ["always saying the mean", mean, "repeating the last value", last];
    sentence(["Off by ", strong(score(mae)), " on average", known(best) ? `; ${name}: ` : ".", known(best) ? strong(score(best)) : "", known(best) ? "." : ""]);
    document.title = `off by ${score(mae)} · Gradstream`;
    if (known(best)) {
      const also = known(otherBest) ? ` ${capital(other)} would be off by ${score(otherBest)}.` : "";
      verdict(mae < 0.995 * best, `Better than both ways that learn nothing.${also}`, `Not better than ${name} so far.${also}`);
    }
  }

  /** What is suspicious of inputs, for whoever wonders why little is learned. */
  #doubts(doubts) {
    show("doubts", doubts.length > 0);
    byId("doubts").replaceChildren(...doubts.slice(0, MAX_NAMES).map((doubt) => el("li", {}, value(doubt, 200))));
  }

  #begun(evaluation, quality) {
    if (evaluation === null || evaluation.examples === 0 || !known(quality)) {
      sentence([this.#restoring ? "Restores what it has learned before." : "Waits for the first examples."]);
      verdict(null, "");
      document.title = "Gradstream";
      return false;
    }
    if (evaluation.examples < EARLY_EXAMPLES) {
      sentence([strong(plural(evaluation.examples, "example")), " learned: too early to tell."]);
      verdict(null, "");
      return false;
    }
    return true;
  }

  #vitals(store, evaluation, partition) {
    const columns = store.points.length === 0 ? null : columnsOf({ ...store, points: store.points.slice(-11) }, partition);
    const parts = evaluation?.count ?? 0;
    const latest = store.points.at(-1);
    const examples = latest ? added(chosen(latest.partitions, partition), (part) => part.examples) : null;
    say("vital-examples", whole(Math.max(examples ?? 0, evaluation?.examples ?? 0) || null));
    say("vital-examples-note", partition === ALL && parts > 1 ? `by ${parts} models, one a partition` : "by this model, restarts included");
    say("vital-rate", whole(columns?.rate.at(-1)));
    const rates = (columns?.rate ?? []).filter(known);
    say("vital-rate-note", rates.length > 2 ? `${whole(rates.reduce((a, b) => a + b, 0) / rates.length)} in the last seconds` : "");
    say("vital-loss", score(columns?.loss.at(-1) ?? evaluation?.faded.loss));
    say("vital-loss-note", known(evaluation?.whole.loss) ? `faded; ${score(evaluation.whole.loss)} over all` : "faded");
    say("vital-latency", milliseconds(columns?.latency.filter(known).at(-1)));
    say("vital-drifts", whole(evaluation?.drifts));
    say("vital-drifts-note", known(evaluation?.lastDrift) ? `the last at example ${whole(evaluation.lastDrift)}` : "rises of the loss");
    say("vital-lag", whole(evaluation?.lag));
    say("vital-lag-note", this.#lagNote(evaluation));
  }

  #lagNote(evaluation) {
    if (evaluation !== null && !known(evaluation.lag)) {
      return "the end of the input is not seen";
    }
    return evaluation?.unstable > 0
      ? `${whole(evaluation.unstable)} wait for a transaction to end`
      : "records not read yet";
  }

  facts(model) {
    if (model === null) {
      return;
    }
    const rows = [
      ["Application", value(model.application, 120)],
      ["Version", value(model.version, 60)],
      ["Task", value(model.task)],
      ["Topic", value(model.input_topic, 120)],
      ["Partitions here", (model.partitions ?? []).join(", ") || "none"],
      ["Classes", someOf((model.classes ?? []).map((name) => value(name, 30))) || null],
      ["Parameters", whole(model.parameters)],
      ["Learner", value(model.learner, 300)],
      ["Kernels", value(model.kernels, 120)],
      ["Started", dayAndClock(model.started_ms)],
    ];
    byId("facts").replaceChildren(...rows.filter(([, text]) => text !== null).map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, text))));
    say("specification", (model.specification ?? []).join("\n"));
    say("footer", `Gradstream ${value(model.version, 60)} · times are of this browser · charts by uPlot (MIT)`);
  }
}

function someOf(names) {
  const more = names.length - MAX_NAMES;
  return more > 1 ? `${names.slice(0, MAX_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

function strong(text) {
  return el("strong", {}, text);
}

function sentence(parts) {
  const text = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (byId("sentence").textContent !== text) {
    byId("sentence").replaceChildren(...parts);
  }
}

function verdict(good, better, worse) {
  byId("verdict").className = good === null ? "verdict" : good ? "verdict good" : "verdict poor";
  say("verdict", good === false ? worse : better);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
