"use strict";
/* The graph: in columns where there is room, as an indented list on a phone. */
const MAX_NODES = 60;
const COLUMNS_FROM = 620;
const NODE_HEIGHT = 46;

class Topology {
  #drawn = "";

  draw(topology) {
    const container = byId("topology");
    const nodes = (topology?.nodes ?? []).slice(0, MAX_NODES);
    if (nodes.length === 0) {
      this.#drawn = "";
      awaits(container, "Waits for the graph.");
      return;
    }
    const width = Math.floor(container.clientWidth);
    const key = JSON.stringify([width, topology]);
    if (key === this.#drawn || width === 0) {
      return;
    }
    this.#drawn = key;
    arrived(container);
    say("topology-text", topology.text ?? "");
    const graph = layered(nodes, topology.edges ?? []);
    container.replaceChildren(width >= COLUMNS_FROM ? inColumns(graph, width) : asList(graph, width));
  }
}

/** Each node's layer is the length of the longest way to it; within a layer, children follow parents. */
function layered(nodes, edges) {
  const byName = new Map(nodes.map((node) => [node.name, { ...node, layer: 0, from: [], to: [] }]));
  for (const edge of edges) {
    const from = byName.get(edge.from);
    const to = byName.get(edge.to);
    if (from && to && from !== to) {
      from.to.push(to);
      to.from.push(from);
    }
  }
  const all = [...byName.values()];
  for (let round = 0; round < all.length; round++) {
    let moved = false;
    for (const node of all) {
      for (const next of node.to) {
        if (next.layer <= node.layer && node.layer + 1 < all.length) {
          next.layer = node.layer + 1;
          moved = true;
        }
      }
    }
    if (!moved) {
      break;
    }
  }
  const layers = [];
  all.forEach((node) => (layers[node.layer] ??= []).push(node));
  const used = layers.filter((layer) => layer?.length > 0);
  used.forEach((layer) => {
    layer.sort((a, b) => meanOrder(a) - meanOrder(b));
    layer.forEach((node, i) => (node.order = (i + 0.5) / layer.length));
  });
  return { nodes: all, layers: used };
}

function meanOrder(node) {
  const orders = node.from.map((parent) => parent.order ?? 0.5);
  return orders.length === 0 ? 0.5 : orders.reduce((sum, it) => sum + it, 0) / orders.length;
}

function inColumns({ nodes, layers }, width) {
  const tallest = Math.max(...layers.map((layer) => layer.length));
  const height = tallest * (NODE_HEIGHT + 18) + 12;
  const column = width / layers.length;
  const nodeWidth = Math.min(column - 34, 190);
  layers.forEach((layer, i) =>
    layer.forEach((node, j) => {
      const slack = (column - nodeWidth) * (layers.length > 1 ? i / (layers.length - 1) : 0.5);
      node.x = Math.round(i * column + slack);
      node.y = Math.round((height * (j + 0.5)) / layer.length - NODE_HEIGHT / 2);
      node.width = nodeWidth;
    }));
  const edges = nodes.flatMap((node) => node.to.map((next) => {
    const [x1, y1] = [node.x + node.width, node.y + NODE_HEIGHT / 2];
    const [x2, y2] = [next.x - 6, next.y + NODE_HEIGHT / 2];
    const bend = Math.max((x2 - x1) / 2, 18);
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }));
  return pictureOf(nodes, edges, width, height);
}

function asList({ nodes }, width) {
  const placed = [];
  const visit = (node, depth) => {
    if (!placed.includes(node)) {
      node.x = Math.min(depth, 4) * 22 + 1;
      node.y = placed.length * (NODE_HEIGHT + 12) + 1;
      node.width = width - node.x - 2;
      placed.push(node);
      node.to.forEach((next) => visit(next, depth + 1));
    }
  };
  [...nodes].sort((a, b) => a.layer - b.layer).forEach((node) => visit(node, node.layer));
  const edges = nodes.flatMap((node) => node.to.filter((next) => next.y > node.y).map((next) => {
    const x = Math.min(node.x + 11, next.x - 8);
    return `M${x} ${node.y + NODE_HEIGHT}V${next.y + NODE_HEIGHT / 2}H${next.x - 6}`;
  }));
  return pictureOf(placed, edges, width, placed.length * (NODE_HEIGHT + 12));
}

function pictureOf(nodes, edges, width, height) {
  const told = nodes.map((node) => `${node.name}${node.to.length > 0 ? ` to ${node.to.map((next) => next.name).join(", ")}` : ""}`);
  const arrow = svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 4, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0 0L8 4L0 8z", class: "arrow" }));
  return svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Graph: ${told.join("; ")}` },
    svg("defs", {}, arrow),
    ...edges.map((d) => svg("path", { d, class: "edge", "marker-end": "url(#arrow)" })),
    ...nodes.map(nodeOf));
}

function nodeOf(node) {
  const kind = ["source", "processor", "sink", "store"].includes(node.kind) ? node.kind : "processor";
  const round = kind === "processor" ? 8 : NODE_HEIGHT / 2;
  const title = node.label || node.name;
  const beneath = node.topic ? `topic ${node.topic}` : kind;
  const room = Math.floor((node.width - 26) / 7);
  const shape = kind === "store"
    ? svg("path", { class: "shape", d: cylinder(node) })
    : svg("rect", { class: "shape", x: node.x, y: node.y, width: node.width, height: NODE_HEIGHT, rx: round });
  return svg("g", { class: `node ${kind}` },
    svg("title", {}, `${node.name}: ${beneath}`),
    shape,
    svg("text", { class: "node-name", x: node.x + node.width / 2, y: node.y + 20 + (kind === "store" ? 3 : 0), "text-anchor": "middle" }, value(title, Math.max(room, 4))),
    svg("text", { class: "node-kind", x: node.x + node.width / 2, y: node.y + 35 + (kind === "store" ? 2 : 0), "text-anchor": "middle" }, value(beneath, Math.max(room + 3, 6))));
}

function cylinder({ x, y, width }) {
  const lid = 5;
  const [right, bottom] = [x + width, y + NODE_HEIGHT - lid];
  const half = width / 2;
  return `M${x} ${y + lid}A${half} ${lid} 0 0 1 ${right} ${y + lid}V${bottom}A${half} ${lid} 0 0 1 ${x} ${bottom}V${y + lid}`
    + `A${half} ${lid} 0 0 0 ${right} ${y + lid}`;
}
