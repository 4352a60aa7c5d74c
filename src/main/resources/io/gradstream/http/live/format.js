"use strict";
/* How numbers and times are written. Unknown is a dash. */
const DASH = "–";
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const CLOCK_MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function known(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function whole(value) {
  return known(value) ? WHOLE.format(value) : DASH;
}

function compact(value) {
  return known(value) ? COMPACT.format(value) : DASH;
}

/** Four digits after the point for fractions, fewer for what is large. */
function score(value) {
  if (!known(value)) {
    return DASH;
  }
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) {
    return value.toExponential(2).replace("-", "−");
  }
  const digits = size < 1 ? 4 : size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
  const text = size >= 1000 ? whole(value) : value.toFixed(digits);
  return text.replace("-", "−");
}

function percent(value, digits = 1) {
  return known(value) ? `${(100 * value).toFixed(digits).replace("-", "−")} %` : DASH;
}

function milliseconds(value) {
  if (!known(value)) {
    return DASH;
  }
  return value < 10 ? `${value.toFixed(1)} ms` : value < 10000 ? `${whole(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function clock(millis) {
  return known(millis) ? CLOCK.format(millis) : DASH;
}

function dayAndClock(millis) {
  return known(millis) ? `${DAY.format(millis)}, ${CLOCK.format(millis)}` : DASH;
}

/** As "45 s", "12 min", "3 h 10 min". */
function duration(seconds) {
  const s = Math.round(Math.abs(seconds));
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return s % 60 === 0 || s >= 600 ? `${Math.round(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  }
  if (s < 86400) {
    const minutes = Math.round((s % 3600) / 60);
    return minutes === 0 || minutes === 60 ? `${Math.round(s / 3600)} h` : `${Math.floor(s / 3600)} h ${minutes} min`;
  }
  const hours = Math.round((s % 86400) / 3600);
  return hours === 0 || hours === 24 ? `${Math.round(s / 86400)} d` : `${Math.floor(s / 86400)} d ${hours} h`;
}

/** The same on an axis, where there is less room: "45 s", "1:15", "2 min", "1:30 h", "3 d". */
function elapsed(seconds) {
  const s = Math.round(seconds);
  const two = (it) => String(it).padStart(2, "0");
  if (s < 60) {
    return s <= 0 ? "0" : `${s} s`;
  }
  if (s < 3600) {
    return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)}:${two(s % 60)}`;
  }
  if (s < 172800) {
    const minutes = Math.round((s % 3600) / 60);
    return minutes === 0 ? `${s / 3600} h` : `${Math.floor(s / 3600)}:${two(minutes)} h`;
  }
  return `${Math.round(s / 8640) / 10} d`;
}

/** A class or a value, whatever the record held, at a length that fits. */
function value(something, length = 60) {
  if (something === null || something === undefined) {
    return DASH;
  }
  const text = typeof something === "number" ? score(something) : String(something);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function plural(number, one, more = `${one}s`) {
  return `${whole(number)} ${number === 1 ? one : more}`;
}
