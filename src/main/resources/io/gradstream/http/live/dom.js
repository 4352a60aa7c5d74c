"use strict";
/*
 * Elements are made here and nowhere else. Text goes in as text, never as markup: names, ids and
 * reasons come from records, and a record may be hostile.
 */
const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

function byId(id) {
  return document.getElementById(id);
}

function el(tag, attributes, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return dress(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

/** `style` is an object, set property by property: the page's policy refuses style attributes. */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "style") {
      for (const [property, setting] of Object.entries(value)) {
        element.style.setProperty(property, setting);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Writes only what has changed, so that a screen reader and a selection are left in peace. */
function say(target, text) {
  const element = typeof target === "string" ? byId(target) : target;
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function show(target, visible) {
  (typeof target === "string" ? byId(target) : target).hidden = !visible;
}

/** In place of a drawing that has nothing to show yet: what it waits for. */
function awaits(container, what) {
  if (container.dataset.awaits !== what) {
    container.dataset.awaits = what;
    container.replaceChildren(el("p", { class: "awaits" }, what));
  }
}

function arrived(container) {
  if (container.dataset.awaits !== undefined) {
    delete container.dataset.awaits;
    container.replaceChildren();
  }
}

/** The pointer or the keyboard is in it: its rows should not move away. */
function isRead(container) {
  return (
    container.contains(document.activeElement) ||
    (matchMedia("(hover: hover)").matches && container.matches(":hover"))
  );
}
