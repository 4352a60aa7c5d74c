"use strict";
/* A chart over time: lines or a stacked band, marks of drifts, and a legend that reads the cursor. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
const FONT = "11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const MIN_SPAN_SECONDS = 10;

/** How the time axis is written; the same for all charts. */
class TimeAxis {
  relative = true;
  origin = 0;

  splits(min, max, step) {
    const zone = this.relative ? this.origin : new Date(min * 1000).getTimezoneOffset() * 60;
    const splits = [];
    for (let at = Math.ceil((min - zone) / step - 1e-6) * step + zone; at <= max; at += step) {
      splits.push(at);
    }
    return splits;
  }

  label(seconds, step) {
    if (this.relative) {
      return elapsed(seconds - this.origin);
    }
    const date = seconds * 1000;
    return step < 60 ? CLOCK.format(date) : step < 86400 ? CLOCK_MINUTES.format(date) : DAY.format(date);
  }

  moment(seconds) {
    return this.relative ? `${duration(seconds - this.origin)} after the start` : dayAndClock(seconds * 1000);
  }
}

class TimeChart {
  #id;
  #options;
  #axis;
  #plot = null;
  #shape = "";
  #data = [[]];
  #marks = [];
  #items = [];

  /**
   * Options: title, format(value), tick(value), bounds(min, max), stacked, awaits.
   */
  constructor(id, axis, options) {
    this.#id = id;
    this.#axis = axis;
    this.#options = options;
    const container = byId(id);
    container.setAttribute("role", "img");
    new ResizeObserver(() => this.#resize()).observe(container);
  }

  /** Series: {name, color, width, dash, fill}; columns: the times, then one column for each series. */
  draw(series, columns, marks) {
    const container = byId(this.#id);
    const some = columns[0].length > 1 && columns.slice(1).some((column) => column.some(known));
    if (!some) {
      this.forget();
      byId(`${this.#id}-legend`).replaceChildren();
      awaits(container, this.#options.awaits);
      container.setAttribute("aria-label", `${this.#options.title}: ${this.#options.awaits}`);
      return;
    }
    this.#marks = marks.filter((at) => at >= columns[0][0]);
    const shape = JSON.stringify([series, this.#marks.length > 0]);
    this.#data = this.#options.stacked ? stack(columns) : columns;
    if (this.#plot === null || this.#shape !== shape) {
      this.forget();
      arrived(container);
      this.#shape = shape;
      this.#legend(series, columns);
      this.#plot = new uPlot(this.#setup(series), this.#data, container);
    } else {
      this.#plot.setData(this.#data);
    }
    this.#columns = columns;
    this.#read(this.#plot.cursor.idx);
    container.setAttribute("aria-label", this.#summary(series, columns));
    container.dataset.marks = String(this.#marks.length);
  }

  #columns = [[]];

  /** The next draw builds it again, as after a change of the theme. */
  forget() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #resize() {
    const container = byId(this.#id);
    if (this.#plot !== null && container.clientWidth > 0) {
      this.#plot.setSize({ width: container.clientWidth, height: container.clientHeight });
    }
  }

  #setup(series) {
    const container = byId(this.#id);
    const stroke = color("--muted");
    const grid = { stroke: color("--line"), width: 1 };
    const ticks = { show: false };
    const axis = this.#axis;
    return {
      width: container.clientWidth,
      height: container.clientHeight,
      padding: [10, 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: "time", scales: ["x", null] }, points: this.#options.stacked ? { show: false } : { size: 7 } },
      scales: {
        x: { time: false, range: (_, min, max) => [min, Math.max(max, min + MIN_SPAN_SECONDS)] },
        y: { range: (_, min, max) => this.#options.bounds(min ?? 0, max ?? 1) },
      },
      axes: [
        {
          stroke, ticks, font: FONT, incrs: STEPS, space: axis.relative ? 72 : 78, size: 30, gap: 8, grid: { show: false },
          splits: (_, __, min, max, step) => axis.splits(min, max, step),
          values: (_, splits, __, ___, step) => splits.map((at) => axis.label(at, step)),
        },
        { stroke, ticks, grid, font: FONT, size: 52, gap: 6, space: 34, values: (_, splits) => splits.map(this.#options.tick) },
      ],
      series: [{}, ...series.map((it) => lineOf(it, this.#options.stacked))],
      hooks: {
        setCursor: [(plot) => this.#read(plot.cursor.idx)],
        draw: [(plot) => drawMarks(plot, this.#marks, this.#options.stacked)],
      },
    };
  }

  #legend(series, columns) {
    const items = series.map((it) =>
      el("li", { title: it.name },
        swatch(it),
        el("span", { class: "name" }, it.name),
        el("output", {}, DASH)));
    this.#items = items.map((item) => item.querySelector("output"));
    const drift = el("li", { class: "drift" }, el("span", { class: "swatch mark" }), el("span", { class: "name" }, "drift"));
    byId(`${this.#id}-legend`).replaceChildren(...items, ...(this.#marks.length > 0 ? [drift] : []));
    this.#columns = columns;
  }

  /** The legend shows the values under the cursor, or the latest. */
  #read(index) {
    const at = index ?? this.#columns[0].length - 1;
    this.#items.forEach((item, i) => say(item, this.#options.format(this.#columns[i + 1]?.[at])));
  }

  /** For those who do not see it. */
  #summary(series, columns) {
    const told = series.map((it, i) => {
      const values = columns[i + 1].filter(known);
      const from = this.#options.format(values[0]);
      return values.length === 0 ? `${it.name} unknown` : `${it.name} from ${from} to ${this.#options.format(values.at(-1))}`;
    });
    const span = duration(columns[0].at(-1) - columns[0][0]);
    const drifts = this.#marks.length === 0 ? "" : `; ${plural(this.#marks.length, "drift")}`;
    return `${this.#options.title} over ${span}: ${told.join(", ")}${drifts}`;
  }
}

function lineOf(it, stacked) {
  return {
    stroke: stacked ? color("--card") : color(it.color),
    fill: stacked ? color(it.color) : it.fill ? withAlpha(color(it.color), 0.12) : undefined,
    width: stacked ? 1 : (it.width ?? 1.5),
    dash: it.dash,
    points: { show: false },
    spanGaps: true,
  };
}

function withAlpha(hex, alpha) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

function swatch(it) {
  const line = svg("svg", { class: "swatch", viewBox: "0 0 18 10", width: 18, height: 10, "aria-hidden": "true" });
  if (it.block) {
    line.append(svg("rect", { x: 3, width: 12, height: 10, rx: 2.5, fill: color(it.color) }));
  } else {
    const dash = it.dash ? it.dash.map((d) => d * 0.8).join(" ") : null;
    line.append(svg("line", { x1: 0, x2: 18, y1: 5, y2: 5, stroke: color(it.color), "stroke-width": 2.5, "stroke-dasharray": dash }));
  }
  return line;
}

/**
 * Each band is drawn from its upper edge down to zero, the upper ones first. A share below zero (a
 * member that is followed the other way round) has no band; the others fill the height.
 */
function stack(columns) {
  const [times, ...shares] = columns;
  const totals = times.map((_, at) => shares.reduce((sum, share) => sum + Math.max(share[at] ?? 0, 0), 0));
  const edges = shares.map((share) => [...share]);
  for (let at = 0; at < times.length; at++) {
    let edge = 0;
    for (let i = shares.length - 1; i >= 0; i--) {
      edge += Math.max(shares[i][at] ?? 0, 0);
      edges[i][at] = totals[at] > 0 ? edge / totals[at] : null;
    }
  }
  return [times, ...edges];
}

/** On bands of all colours, a mark needs a ground of its own. */
function drawMarks(plot, marks, onBands) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = color("--drift");
  for (const at of marks) {
    const x = Math.round(plot.valToPos(at, "x", true));
    if (x < bbox.left || x > bbox.left + bbox.width) {
      continue;
    }
    if (onBands) {
      line(ctx, x, bbox, color("--card"), 4 * ratio, []);
    }
    line(ctx, x, bbox, color("--drift"), 1.5 * ratio, [4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x - 4.5 * ratio, bbox.top - 1);
    ctx.lineTo(x + 4.5 * ratio, bbox.top - 1);
    ctx.lineTo(x, bbox.top + 6 * ratio);
    ctx.fill();
  }
  ctx.restore();
}

function line(ctx, x, bbox, stroke, width, dash) {
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
}
