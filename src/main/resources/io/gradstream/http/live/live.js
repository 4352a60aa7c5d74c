"use strict";
/* Where everything meets: the feed fills the store, and a frame draws what has changed. */
const DRAW_MS = 250;

class Live {
  #store = new Store();
  #charts = new Charts();
  #tables = new Tables();
  #summary = new Summary();
  #confusion = new Confusion();
  #calibration = new Calibration();
  #scatter = new Scatter();
  #topology = new Topology();
  #feed;
  #partition = ALL;
  #connection = "connecting";
  #wait = 0;
  #dirty = new Set();
  #due = null;

  constructor() {
    this.#feed = new Feed({
      load: (all) => this.#load(all),
      event: (name, data) => this.#event(name, data),
      status: (kind, wait) => this.#status(kind, wait),
    });
    new Theme(byId("theme"), () => this.#redrawAll());
    this.#controls();
    this.#draw(["all"]);
    setInterval(() => this.#tick(), 1000);
    document.addEventListener("visibilitychange", () => this.#visible());
    addEventListener("online", () => this.#feed.now());
    new ResizeObserver(() => this.#want("drawings")).observe(byId("main"));
    this.#visible();
  }

  /** A hidden tab costs neither the process nor this machine anything. */
  #visible() {
    if (document.hidden) {
      this.#feed.stop();
      this.#status("asleep");
    } else {
      this.#feed.start();
    }
  }

  #load(all) {
    const before = this.#store.model;
    if (before !== null && before.started_ms !== all.model.started_ms) {
      this.#store.clear();
      this.#notice(`The process was restarted at ${clock(all.model.started_ms)}; the charts begin afresh.`);
    }
    this.#store.load(all);
    this.#partitions();
    this.#want("all");
  }

  #event(name, data) {
    const store = this.#store;
    if (name === "point") {
      store.addPoint(data);
      this.#want("charts");
    } else if (name === "evaluation") {
      store.evaluation = data;
      this.#partitions();
      this.#want("evaluation");
    } else if (name === "prediction") {
      store.addPrediction(data);
      this.#want("rows");
    } else if (name === "reject") {
      store.addReject(data);
      this.#want("rows");
    } else if (name === "drift") {
      store.addDrift(data);
      this.#want("charts");
    }
  }

  /** Partitions come and go with rebalances. */
  #partitions() {
    const numbers = this.#store.evaluation?.partitions?.map((part) => part.partition) ?? [];
    const choice = byId("partition");
    const wanted = [ALL, ...numbers.map(String)];
    if (wanted.join() !== [...choice.options].map((option) => option.value).join()) {
      choice.replaceChildren(...wanted.map((it) => el("option", { value: it }, it === ALL ? `all ${numbers.length}` : it)));
      if (this.#partition !== ALL && !numbers.includes(this.#partition)) {
        this.#partition = ALL;
      }
      choice.value = String(this.#partition);
    }
    show("partition-label", numbers.length > 1);
  }

  #controls() {
    byId("partition").addEventListener("change", (event) => {
      this.#partition = event.target.value === ALL ? ALL : Number(event.target.value);
      this.#redrawAll();
    });
    const axis = byId("axis");
    const relative = kept("axis") !== "clock";
    this.#axisIs(axis, relative);
    axis.addEventListener("click", () => {
      this.#axisIs(axis, !this.#charts.axis.relative);
      keep("axis", this.#charts.axis.relative ? "relative" : "clock");
      this.#redrawAll();
    });
    byId("retry").addEventListener("click", () => this.#feed.now());
    byId("notice-close").addEventListener("click", () => show("notice", false));
    byId("token-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#feed.authorize(byId("token").value);
      byId("token").value = "";
    });
  }

  #axisIs(button, relative) {
    this.#charts.axis.relative = relative;
    button.textContent = relative ? "Since start" : "Clock";
    button.setAttribute("aria-label", `Time axis: ${button.textContent}`);
  }

  #notice(text) {
    say("notice-text", text);
    show("notice", true);
  }

  #status(kind, wait = 0) {
    this.#connection = kind;
    this.#wait = wait;
    show("token-form", kind === "unauthorized");
    this.#drawState();
  }

  #tick() {
    if (this.#connection === "disconnected" && this.#wait > 1) {
      this.#wait--;
      this.#drawState();
    }
  }

  #drawState() {
    const state = String(this.#store.evaluation?.state ?? "running");
    const lost = this.#connection === "disconnected";
    const [kind, text] = {
      live: state === "running" ? ["ok", "running"] : ["busy", value(state, 80)],
      connecting: ["busy", "connecting"],
      disconnected: ["lost", `disconnected, again in ${this.#wait} s`],
      unauthorized: ["lost", "a token is wanted"],
      asleep: ["busy", "asleep"],
    }[this.#connection];
    byId("state").className = `pill ${kind}`;
    document.body.dataset.connection = this.#connection;
    say("state-text", text);
    show("retry", lost);
  }

  #redrawAll() {
    this.#charts.rebuild();
    this.#want("all");
  }

  /** Many events, one drawing. */
  #want(what) {
    this.#dirty.add(what);
    if (this.#due === null) {
      this.#due = setTimeout(() => requestAnimationFrame(() => {
        const dirty = [...this.#dirty];
        this.#dirty.clear();
        this.#due = null;
        this.#draw(dirty);
      }), DRAW_MS);
    }
  }

  #draw(dirty) {
    const any = (...names) => dirty.some((it) => it === "all" || names.includes(it));
    const store = this.#store;
    const regression = store.model?.task === "regression";
    show("confusion-card", !regression);
    show("calibration-card", !regression);
    show("scatter-card", regression);
    document.body.dataset.task = regression ? "regression" : "classification";
    if (any("charts")) {
      this.#charts.draw(store, this.#partition);
    }
    if (any("charts", "evaluation")) {
      this.#summary.draw(store, this.#partition);
      this.#drawState();
    }
    if (any("evaluation")) {
      this.#tables.drawScores(store, this.#partition);
      this.#confusion.draw(regression ? null : evaluationOf(store, this.#partition));
    }
    if (any("evaluation", "drawings")) {
      const evaluation = evaluationOf(store, this.#partition);
      if (regression) {
        this.#scatter.draw(evaluation);
      } else {
        this.#calibration.draw(evaluation);
      }
    }
    if (any("rows")) {
      this.#tables.draw(store, this.#partition);
    }
    if (any("drawings")) {
      this.#topology.draw(store.topology);
    }
    if (any()) {
      this.#summary.facts(store.model);
    }
  }
}

new Live();
