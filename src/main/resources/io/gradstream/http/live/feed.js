"use strict";
/*
 * The line to the process: fetches what there is, then listens. It comes back by itself, later and
 * later, and notices a line that is dead without having been closed.
 */
const SILENCE_MS = 10000;
const SLOWEST_MS = 30000;
const MAX_EVENT_CHARACTERS = 4000000;

/*
 * Where this page is, which a proxy may serve below any path, with or without a slash at the end.
 * All that it asks for lies below.
 */
const HOME = location.origin + location.pathname.replace(/\/*$/, "/");

/* Another process behind the same proxy has another token. */
const TOKEN = `gradstream.token ${HOME}`;

class Unauthorized extends Error {}

class Feed {
  #handlers;
  #token;
  #round = 0;
  #running = false;
  #abort = null;
  #wake = null;
  #retryMs = 2000;
  #failures = 0;

  /** Handlers: load(all), event(name, data), status(kind, waitSeconds). */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#token = keptToken();
    this.#authorizeAsGiven();
    addEventListener("hashchange", () => this.#authorizeAsGiven());
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#round++;
      this.#run(this.#round);
    }
  }

  stop() {
    this.#running = false;
    this.#abort?.abort();
    this.#wake?.();
  }

  /** Does not wait any longer. */
  now() {
    this.#failures = 0;
    this.#wake?.();
  }

  authorize(token) {
    this.#token = token;
    keepToken(token);
    this.now();
  }

  /** An address that differs behind the # alone does not load the page again. */
  #authorizeAsGiven() {
    const token = givenToken();
    if (token !== null) {
      this.authorize(token);
    }
  }

  /** Ends when it is stopped, even if the feed has been started again before it notices. */
  async #run(round) {
    const goesOn = () => this.#running && round === this.#round;
    while (goesOn()) {
      const abort = new AbortController();
      this.#abort = abort;
      let refused = false;
      try {
        this.#handlers.status("connecting");
        await this.#listen(abort);
      } catch (failure) {
        refused = failure instanceof Unauthorized;
      }
      abort.abort();
      if (goesOn()) {
        await this.#pause(refused);
      }
    }
  }

  async #pause(refused) {
    const wait = Math.min(this.#retryMs * 2 ** this.#failures, SLOWEST_MS) * (0.8 + 0.4 * Math.random());
    this.#failures++;
    this.#handlers.status(refused ? "unauthorized" : "disconnected", Math.ceil(wait / 1000));
    await new Promise((resolve) => {
      this.#wake = resolve;
      if (!refused) {
        setTimeout(resolve, wait);
      }
    });
    this.#wake = null;
  }

  /** Opens the events first, so that none falls between them and what is fetched. */
  async #listen(abort) {
    const watch = new Watch(abort);
    try {
      const events = await this.#get("events", abort, "text/event-stream");
      const names = ["model", "topology", "history", "recent", "evaluation"];
      const fetched = async (name) => {
        const answer = await this.#json(name, abort);
        watch.seen();
        return answer;
      };
      const answers = await Promise.all(names.map(fetched));
      this.#handlers.load(Object.fromEntries(names.map((name, i) => [name, answers[i]])));
      this.#handlers.status("live");
      await this.#read(events.body.pipeThrough(new TextDecoderStream()).getReader(), watch);
    } finally {
      watch.end();
    }
  }

  async #read(reader, watch) {
    let rest = "";
    for (;;) {
      const { value: text, done } = await reader.read();
      if (done) {
        return;
      }
      watch.seen();
      const blocks = (rest + text).replaceAll("\r\n", "\n").split("\n\n");
      rest = blocks.pop();
      if (rest.length > MAX_EVENT_CHARACTERS) {
        throw new Error("an event without an end");
      }
      blocks.forEach((block) => this.#event(block));
    }
  }

  #event(block) {
    const fields = { event: "message", data: [] };
    for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      const name = colon < 0 ? line : line.slice(0, colon);
      const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (name === "data") {
        fields.data.push(text);
      } else if (name === "event") {
        fields.event = text;
      } else if (name === "retry" && /^\d+$/.test(text)) {
        this.#retryMs = Math.min(Math.max(Number(text), 500), SLOWEST_MS);
      }
    }
    if (fields.data.length > 0) {
      this.#failures = 0;
      this.#handlers.event(fields.event, JSON.parse(fields.data.join("\n")));
    }
  }

  async #json(name, abort) {
    return (await this.#get(name, abort, "application/json")).json();
  }

  async #get(name, abort, accept) {
    const headers = { Accept: accept };
    if (this.#token !== null) {
      headers.Authorization = `Bearer ${this.#token}`;
    }
    const response = await fetch(`${HOME}api/${name}`, { headers, cache: "no-store", signal: abort.signal });
    if (response.status === 401 || response.status === 403) {
      throw new Unauthorized();
    }
    if (!response.ok) {
      throw new Error(`api/${name}: ${response.status}`);
    }
    return response;
  }
}

/** Gives a line up that has said nothing for long: points come each second. */
class Watch {
  #last = performance.now();
  #timer;

  constructor(abort) {
    this.#timer = setInterval(() => {
      if (performance.now() - this.#last > SILENCE_MS) {
        abort.abort();
      }
    }, 1000);
  }

  seen() {
    this.#last = performance.now();
  }

  end() {
    clearInterval(this.#timer);
  }
}

/** What is behind the # of the address: it is sent to nobody, and does not stay there. */
function givenToken() {
  const token = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("token");
  if (token !== null) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token;
}

function keptToken() {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return null;
  }
}

function keepToken(token) {
  try {
    sessionStorage.setItem(TOKEN, token);
  } catch {
    // Then the next load asks once more.
  }
}
