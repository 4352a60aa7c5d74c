"use strict";
/* The five charts over time. */
const MAX_MEMBERS = 10;
const LEARNER = { name: "learner", color: "--learner", width: 2.25 };
const QUALITY = {
  classification: {
    title: "Accuracy",
    columns: ["accuracy", "last_label_accuracy", "majority_accuracy"],
    names: ["last label", "most frequent"],
  },
  regression: {
    title: "Mean absolute error",
    columns: ["mae", "last_value_mae", "mean_mae"],
    names: ["last value", "mean"],
  },
};

class Charts {
  #latencyRoof = Infinity;

  constructor() {
    this.axis = new TimeAxis();
    const chart = (id, options) => new TimeChart(id, this.axis, options);
    this.accuracy = chart("quality", {
      title: "Accuracy", format: percent, tick: (it) => `${Math.round(it * 1000) / 10} %`, bounds: shareBounds,
      awaits: "Waits for two seconds of labelled examples.",
    });
    this.error = chart("quality", {
      title: "Mean absolute error", format: score, tick: tickOf, bounds: aroundBounds,
      awaits: "Waits for two seconds of labelled examples.",
    });
    this.loss = chart("loss", {
      title: "Loss", format: score, tick: tickOf, bounds: aroundBounds, awaits: "Waits for two seconds of labelled examples.",
    });
    this.members = chart("members", {
      title: "Shares of the members", format: percent, tick: (it) => `${Math.round(it * 100)} %`, bounds: () => [0, 1], stacked: true,
      awaits: "One learner, or none has been weighed yet.",
    });
    this.rate = chart("rate", {
      title: "Throughput", format: (it) => `${whole(it)}/s`, tick: compact, bounds: fromZero, awaits: "Waits for the first examples.",
    });
    this.latency = chart("latency", {
      title: "Latency", format: milliseconds, tick: compact, awaits: "Waits for the first timed record.",
      bounds: (min, max) => fromZero(min, Math.min(max, this.#latencyRoof)),
    });
  }

  draw(store, partition) {
    const columns = columnsOf(store, partition);
    const marks = driftTimes(store, partition);
    this.axis.origin = (columns.t[0] ?? 0);
    this.#drawQuality(store.model?.task, columns, marks);
    this.loss.draw([{ ...LEARNER, name: "faded loss" }], [columns.t, columns.loss], marks);
    this.#drawMembers(evaluationOf(store, partition)?.members ?? [], columns, marks);
    this.rate.draw([{ name: "examples", color: "--learner", width: 1.75, fill: true }], [columns.t, columns.rate], []);
    this.#drawLatency(columns);
  }

  #drawLatency(columns) {
    const { roof, peak } = robust(columns.latency.filter(known));
    const name = peak > roof ? `peak ${milliseconds(peak)} cut off` : "end to end";
    this.#latencyRoof = roof;
    this.latency.draw([{ name, color: "--second", width: 1.75, fill: true }], [columns.t, columns.latency], []);
  }

  #drawQuality(task, columns, marks) {
    const kind = QUALITY[task] ?? QUALITY.classification;
    const series = [
      LEARNER,
      { name: kind.names[0], color: "--last-label", dash: [7, 4] },
      { name: kind.names[1], color: "--majority", dash: [2, 3] },
    ];
    const chart = task === "regression" ? this.error : this.accuracy;
    const other = task === "regression" ? this.accuracy : this.error;
    other.forget();
    say("quality-title", kind.title);
    chart.draw(series, [columns.t, ...kind.columns.map((name) => columns[name])], marks);
  }

  #drawMembers(members, columns, marks) {
    const widest = Math.max(members.length, ...columns.members.map((shares) => shares.length));
    const kept = mostFollowed(columns.members, widest, widest > MAX_MEMBERS ? MAX_MEMBERS - 1 : widest);
    const series = [];
    const shares = [];
    for (const i of kept) {
      series.push({ name: members[i]?.name ?? `member ${i + 1}`, color: `--member-${series.length}`, block: true });
      shares.push(columns.members.map((point) => point[i] ?? null));
    }
    if (kept.length < widest) {
      series.push({ name: `${widest - kept.length} others`, color: `--member-${series.length}`, block: true });
      shares.push(columns.members.map((point) => added(point.filter((_, i) => !kept.includes(i)), (it) => it)));
    }
    this.members.draw(series, [columns.t, ...(widest > 1 ? shares : [])], widest > 1 ? marks : []);
  }

  /** Colours and words of an axis are part of a chart as it was built. */
  rebuild() {
    [this.accuracy, this.error, this.loss, this.members, this.rate, this.latency].forEach((chart) => chart.forget());
  }
}

/** Those with the largest shares over the time shown, in the order of the pool. */
function mostFollowed(points, members, count) {
  const weights = Array.from({ length: members }, (_, i) => points.reduce((sum, point) => sum + Math.abs(point[i] ?? 0), 0));
  const ranked = weights.map((_, i) => i).sort((a, b) => weights[b] - weights[a]);
  return ranked.slice(0, count).sort((a, b) => a - b);
}

function tickOf(it) {
  return Math.abs(it) >= 1000 ? compact(it) : String(Number(it.toPrecision(4))).replace("-", "−");
}

/** Within 0 and 1, with a little air where there is room. */
function shareBounds(min, max) {
  const air = Math.max(0.04 * (max - min), 0.01);
  return [Math.max(0, min - air), Math.min(1, max + air)];
}

/** From zero, unless what is drawn stays far away from it; never so near that all ticks read the same. */
function aroundBounds(min, max) {
  const air = Math.max(0.06 * (max - min), 0.02 * Math.abs(max), 1e-9);
  const low = min >= 0 && min < 0.6 * max ? 0 : min - air;
  return [low, max > low ? max + air : low + 1];
}

/** What is drawn goes no higher than twice what 95 of 100 values stay below: a few must not flatten the rest. */
function robust(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const peak = sorted.at(-1) ?? 0;
  const roof = 2 * (sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0);
  return { roof: Math.min(peak, roof), peak };
}

function fromZero(_, max) {
  return [0, max > 0 ? 1.08 * max : 1];
}
