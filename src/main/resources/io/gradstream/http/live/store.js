"use strict";
/* What the page knows of the process, every list of it bounded. */
const MAX_POINTS = 1200;
const MAX_ROWS = 50;
const MAX_DRIFTS = 200;
const RECENT_POINTS = 120;

class Store {
  constructor() {
    this.model = null;
    this.topology = null;
    this.clear();
  }

  /** Forgets what an earlier process has done. */
  clear() {
    this.evaluation = null;
    this.points = [];
    this.predictions = [];
    this.rejects = [];
    this.drifts = [];
  }

  /** All that is fetched at a connect; it replaces what was there. */
  load({ model, topology, history, recent, evaluation }) {
    this.model = model;
    this.topology = topology;
    this.evaluation = evaluation;
    this.points = (history.points ?? []).slice(-MAX_POINTS);
    this.predictions = (recent.predictions ?? []).slice(0, MAX_ROWS);
    this.rejects = (recent.rejects ?? []).slice(0, MAX_ROWS);
    this.drifts = (recent.drifts ?? []).slice(0, MAX_DRIFTS);
  }

  addPoint(point) {
    const last = this.points.at(-1);
    if (last !== undefined && point.t <= last.t) {
      return;
    }
    this.points.push(point);
    if (this.points.length > MAX_POINTS) {
      this.#thin();
    }
  }

  /** Every second point of the past goes; the last minutes stay as they are. */
  #thin() {
    const recent = this.points.length - RECENT_POINTS;
    this.points = this.points.filter((_, i) => i % 2 === 0 || i >= recent);
  }

  addPrediction(prediction) {
    Store.#add(this.predictions, prediction, MAX_ROWS);
  }

  addReject(reject) {
    Store.#add(this.rejects, reject, MAX_ROWS);
  }

  addDrift(drift) {
    const same = (other) => other.partition === drift.partition && other.example === drift.example;
    if (!this.drifts.some(same)) {
      this.drifts.unshift(drift);
      this.drifts.length = Math.min(this.drifts.length, MAX_DRIFTS);
    }
  }

  /** Newest first; what was fetched may come once more as an event. */
  static #add(list, row, limit) {
    const same = (other) =>
      other.topic === row.topic && other.partition === row.partition && other.offset === row.offset;
    if (!list.some(same)) {
      list.unshift(row);
      list.length = Math.min(list.length, limit);
    }
  }
}
