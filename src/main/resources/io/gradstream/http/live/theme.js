"use strict";
/* The theme follows the system until the button says otherwise; the choice is kept. */
const THEMES = ["auto", "light", "dark"];
const THEME_NAMES = { auto: "Auto", light: "Light", dark: "Dark" };
const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");

class Theme {
  #choice;
  #changed;

  constructor(button, changed) {
    this.#changed = changed;
    this.#choice = THEMES.includes(kept("theme")) ? kept("theme") : "auto";
    this.#apply(button);
    button.addEventListener("click", () => {
      this.#choice = THEMES[(THEMES.indexOf(this.#choice) + 1) % THEMES.length];
      keep("theme", this.#choice);
      this.#apply(button);
      changed();
    });
    SYSTEM_DARK.addEventListener("change", () => {
      this.#apply(button);
      changed();
    });
  }

  #apply(button) {
    const dark = this.#choice === "dark" || (this.#choice === "auto" && SYSTEM_DARK.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    say(button.querySelector(".word"), THEME_NAMES[this.#choice]);
    button.setAttribute("aria-label", `Theme: ${THEME_NAMES[this.#choice]}`);
  }
}

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Storage may be forbidden; then a choice lasts as long as the page. */
function kept(name) {
  try {
    return localStorage.getItem(`gradstream.${name}`);
  } catch {
    return null;
  }
}

function keep(name, setting) {
  try {
    localStorage.setItem(`gradstream.${name}`, setting);
  } catch {
    // Nothing is lost but the memory of it.
  }
}
