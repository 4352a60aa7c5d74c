"use strict";
/*
 * One partition, or all of them: then each number is the mean over the partitions, weighted by their
 * examples; counts are added.
 */
const ALL = "all";

/** The mean of what is known, or null. */
function weighted(parts, number, weight = (part) => part.examples) {
  let sum = 0;
  let weights = 0;
  for (const part of parts) {
    const it = number(part);
    const w = Math.max(weight(part) ?? 0, 0);
    if (known(it) && w > 0) {
      sum += w * it;
      weights += w;
    }
  }
  return weights > 0 ? sum / weights : null;
}

function added(parts, number) {
  const numbers = parts.map(number).filter(known);
  return numbers.length === 0 ? null : numbers.reduce((sum, it) => sum + it, 0);
}

function chosen(parts, partition) {
  return partition === ALL ? (parts ?? []) : (parts ?? []).filter((part) => part.partition === partition);
}

/** The evaluation of the chosen partitions as that of one, or null. */
function evaluationOf(store, partition) {
  const parts = chosen(store.evaluation?.partitions, partition);
  if (parts.length === 0) {
    return null;
  }
  return {
    count: parts.length,
    examples: added(parts, (part) => part.examples) ?? 0,
    drifts: added(parts, (part) => part.drifts) ?? 0,
    lag: added(parts, (part) => part.lag),
    unstable: added(parts, (part) => part.unstable) ?? 0,
    lastDrift: parts.length === 1 ? parts[0].last_drift : null,
    whole: scoresOf(parts, "whole"),
    faded: scoresOf(parts, "faded"),
    windowed: scoresOf(parts, "windowed"),
    doubts: [...new Set(parts.flatMap((part) => part.doubts ?? []))],
    members: membersOf(parts),
    confusion: confusionOf(parts),
    calibration: calibrationOf(parts),
    scatter: scatterOf(parts),
  };
}

function scoresOf(parts, scope) {
  const names = new Set(parts.flatMap((part) => Object.keys(part[scope] ?? {})));
  return Object.fromEntries([...names].map((name) => [name, weighted(parts, (part) => part[scope]?.[name])]));
}

/** Members are the same in all partitions, for they come from one configuration. */
function membersOf(parts) {
  const members = parts.find((part) => part.members?.length > 0)?.members ?? [];
  return members.map((member, i) => ({
    name: String(member.name),
    share: weighted(parts, (part) => part.members?.[i]?.share),
  }));
}

/** Partitions may have met the classes in different orders. */
function confusionOf(parts) {
  const tables = parts.map((part) => part.confusion).filter((table) => table?.classes?.length > 0);
  if (tables.length === 0) {
    return null;
  }
  const classes = [...new Set(tables.flatMap((table) => table.classes.map(String)))].slice(0, 20);
  const counts = classes.map(() => classes.map(() => 0));
  for (const table of tables) {
    const places = table.classes.map((name) => classes.indexOf(String(name)));
    table.counts.forEach((row, i) =>
      row.forEach((count, j) => {
        if (places[i] >= 0 && places[j] >= 0) {
          counts[places[i]][places[j]] += count;
        }
      }),
    );
  }
  return { classes, counts };
}

function calibrationOf(parts) {
  const lists = parts.map((part) => part.calibration).filter(Array.isArray);
  if (lists.length === 0) {
    return null;
  }
  const bins = new Map();
  for (const bin of lists.flat()) {
    const place = Math.min(Math.floor(bin.confidence * 10), 9);
    bins.set(place, [...(bins.get(place) ?? []), bin]);
  }
  return [...bins.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, same]) => ({
      confidence: weighted(same, (bin) => bin.confidence, (bin) => bin.count),
      accuracy: weighted(same, (bin) => bin.accuracy, (bin) => bin.count),
      count: added(same, (bin) => bin.count),
    }))
    .filter((bin) => known(bin.confidence) && known(bin.accuracy));
}

function scatterOf(parts) {
  const lists = parts.map((part) => part.scatter).filter(Array.isArray);
  return lists.length === 0 ? null : lists.flatMap((list) => list.slice(-Math.ceil(400 / lists.length)));
}

/** The history of the chosen partitions as columns; `t` in seconds. */
function columnsOf(store, partition) {
  const columns = { t: [], rate: [], latency: [], members: [] };
  const names = ["loss", "accuracy", "majority_accuracy", "last_label_accuracy", "mae", "mean_mae", "last_value_mae"];
  names.forEach((name) => (columns[name] = []));
  let before = null;
  for (const point of store.points) {
    const parts = chosen(point.partitions, partition);
    columns.t.push(point.t / 1000);
    columns.latency.push(point.latency_ms ?? null);
    names.forEach((name) => columns[name].push(weighted(parts, (part) => part[name])));
    columns.rate.push(partition === ALL ? (point.rate ?? null) : rateBetween(before, point, partition));
    columns.members.push(sharesOf(parts));
    before = point;
  }
  return columns;
}

function rateBetween(before, point, partition) {
  const now = chosen(point.partitions, partition)[0];
  const then = chosen(before?.partitions, partition)[0];
  return now && then ? Math.max((1000 * (now.examples - then.examples)) / (point.t - before.t), 0) : null;
}

function sharesOf(parts) {
  const members = parts.find((part) => part.members?.length > 0)?.members ?? [];
  return members.map((_, i) => weighted(parts, (part) => part.members?.[i]));
}

/**
 * When drifts were found, in seconds. The latest are known to the moment; of older ones only the
 * counters of the history tell, to a point.
 */
function driftTimes(store, partition) {
  const mine = (it) => partition === ALL || it.partition === partition;
  const exact = store.drifts.filter(mine);
  const times = exact.map((drift) => drift.time_ms);
  const oldest = store.drifts.length > 0 ? Math.min(...store.drifts.map((drift) => drift.time_ms)) : Infinity;
  const seen = new Map();
  for (const point of store.points) {
    for (const part of chosen(point.partitions, partition)) {
      const before = seen.get(part.partition);
      if (before !== undefined && part.drifts > before && point.t < oldest) {
        times.push(point.t);
      }
      seen.set(part.partition, part.drifts);
    }
  }
  return times.sort((a, b) => a - b).map((millis) => millis / 1000);
}
