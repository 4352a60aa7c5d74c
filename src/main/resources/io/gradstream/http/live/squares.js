"use strict";
/* Two drawings in a square with a diagonal: calibration, and predicted against true. */
const MARGIN = { top: 10, right: 22, bottom: 38, left: 52 };
const MAX_SIDE = 340;

class Square {
  #container;
  #axes;

  constructor(id, axes) {
    this.#container = byId(id);
    this.#axes = axes;
  }

  /** Marks: functions of the two scales that give SVG elements. */
  draw(low, high, label, marks) {
    arrived(this.#container);
    const width = Math.min(this.#container.clientWidth || 300, 460);
    const height = Math.min(width, MAX_SIDE);
    const x = (it) => MARGIN.left + ((it - low) / (high - low)) * (width - MARGIN.left - MARGIN.right);
    const y = (it) => height - MARGIN.bottom - ((it - low) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
    const picture = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    for (const tick of ticksBetween(low, high)) {
      picture.append(
        svg("line", { class: "grid-line", x1: x(low), x2: x(high), y1: y(tick), y2: y(tick) }),
        svg("line", { class: "grid-line", x1: x(tick), x2: x(tick), y1: y(low), y2: y(high) }),
        svg("text", { class: "tick", x: x(low) - 8, y: y(tick) + 4, "text-anchor": "end" }, this.#axes.tick(tick)),
        svg("text", { class: "tick", x: x(tick), y: y(low) + 16, "text-anchor": "middle" }, this.#axes.tick(tick)));
    }
    picture.append(
      svg("line", { class: "diagonal", x1: x(low), y1: y(low), x2: x(high), y2: y(high) }),
      svg("text", { class: "axis-name", x: (x(low) + x(high)) / 2, y: height - 5, "text-anchor": "middle" }, this.#axes.across),
      svg("text", { class: "axis-name", transform: `translate(12 ${(y(low) + y(high)) / 2}) rotate(-90)`, "text-anchor": "middle" }, this.#axes.up),
      ...marks(x, y));
    this.#container.replaceChildren(picture);
  }

  awaits(what) {
    awaits(this.#container, what);
  }
}

function ticksBetween(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= rough * 0.999);
  const ticks = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9 && ticks.length < 12; at += step) {
    ticks.push(at);
  }
  return ticks;
}

class Calibration {
  #square = new Square("calibration", { across: "confidence", up: "accuracy", tick: (it) => `${Math.round(100 * it)} %` });

  draw(evaluation) {
    const bins = (evaluation?.calibration ?? []).filter((bin) => bin.count > 0);
    if (bins.length === 0) {
      this.#square.awaits("Waits for predictions with a label.");
      return;
    }
    const most = Math.max(...bins.map((bin) => bin.count));
    const error = evaluation.windowed.calibration_error; // The bins are of the window.
    this.#square.draw(0, 1, `Calibration in ${bins.length} bins, error ${score(error)}`, (x, y) => [
      svg("polyline", { class: "calibration-line", points: bins.map((bin) => `${x(bin.confidence)},${y(bin.accuracy)}`).join(" ") }),
      ...bins.map((bin) =>
        svg("circle", { class: "calibration-point", cx: x(bin.confidence), cy: y(bin.accuracy), r: 3 + 6 * Math.sqrt(bin.count / most) },
          svg("title", {}, `${percent(bin.confidence, 0)} sure, right ${percent(bin.accuracy, 0)} of ${whole(bin.count)}`))),
      svg("text", { class: "drawing-note", x: x(1) - 6, y: y(0) - 10, "text-anchor": "end" }, `error ${score(error)}`),
    ]);
  }
}

class Scatter {
  #square = new Square("scatter", { across: "true", up: "predicted", tick: tickOf });

  draw(evaluation) {
    const pairs = (evaluation?.scatter ?? []).filter(([truth, predicted]) => known(truth) && known(predicted));
    if (pairs.length === 0) {
      this.#square.awaits("Waits for predictions with a label.");
      return;
    }
    const sorted = pairs.flat().sort((a, b) => a - b);
    const min = sorted[0];
    const max = sorted.at(-1);
    const air = 0.05 * (max - min) || Math.abs(max) || 1;
    this.#square.draw(min - air, max + air, `The latest ${pairs.length} predictions against the truth`, (x, y) =>
      pairs.map(([truth, predicted], i) =>
        svg("circle", { class: "scatter-point", cx: x(truth), cy: y(predicted), r: 3, "fill-opacity": 0.25 + (0.6 * (i + 1)) / pairs.length },
          svg("title", {}, `true ${score(truth)}, predicted ${score(predicted)}`))));
  }
}
