// Switches answering on and off, with the scoring engine that it needs, and remembers the choice.
globalThis.dtmmAnswering = (() => {
  const html = document.documentElement;
  const button = document.querySelector("[data-action=answering]");
  // The pages about results show them always.
  const always = document.body.classList.contains("scores");

  let chosen = false;
  const recall = () => {
    chosen = dtmm.remembered("answering") === "on";
  };

  const lang = readerLanguage();
  // What is said and asked on a page in both languages is in one.
  for (const one of document.querySelectorAll(".record [data-requirement], [data-result-bar], [data-live]")) one.lang = lang === "zh" ? "zh-CN" : lang;
  let ready;
  const shell = () =>
    (ready ??= Promise.all([
      always || dtmm.load("scoring"),
      dtmm.load(`scorer-${lang}`).then(() => dtmm.load(html.dataset.engine)),
    ]).then(() => dtmmEngine()));

  // The engine cannot know that it ended: whatever it throws ends up here. What it had stored is there still.
  let ended = false;
  globalThis.dtmmGuard = (call) => (...values) => {
    try {
      return call(...values);
    } catch (error) {
      end(error);
    }
  };
  const end = (error) => {
    console.error(error);
    if (ended) return;
    ended = true;
    html.classList.add("engine-ended");
    document.querySelector("main").prepend(rescue(dtmmScorer.words.score_engine_ended));
    addEventListener("beforeunload", (event) => event.preventDefault());
  };

  /** Says that something failed, with every stored assessment as a file to save: this needs no engine. */
  const rescue = (words) => {
    const notice = document.createElement("div");
    notice.className = "notice failed";
    notice.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = words;
    notice.append(said, ...stored().map(link));
    return notice;
  };
  /** The files of the stored assessments: their text ends where what only the storage needs begins. */
  const stored = () => {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${dtmm.prefix}assessment:`));
      const texts = keys.map((key) => localStorage.getItem(key)).filter((text) => !/\n {2}"stored": "1 d\b/.test(text));
      return texts.map((text) => text.replace(/,\n  "stored": "[^"]*"\n\}\n$/, "\n}\n"));
    } catch {
      return [];
    }
  };
  const link = (text, index) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    a.download = `assessment-${index + 1}.json`;
    // Where not even the words came, the name of the file says what it is.
    a.textContent = globalThis.dtmmScorer?.words.score_engine_rescue.replace("{number}", index + 1) ?? a.download;
    return a;
  };

  const fail = (error) => {
    console.error(error);
    // The next try starts afresh.
    ready = globalThis.dtmmEngine = undefined;
    chosen = false;
    document.querySelector("main").prepend(rescue(button.dataset.failed));
  };

  const turn = () => new Promise((done) => setTimeout(done));
  // On a page that is being opened the browser comes back to a place by itself.
  const change = (act) => (always ? act() : inPlace(act));

  // Brings the page to what is chosen; while the engine loads and draws, the choice may change again.
  const apply = async () => {
    const wanted = () => chosen || always;
    document.querySelector(".failed")?.remove();
    try {
      if (wanted()) {
        button.setAttribute("aria-busy", "true");
        const { start } = await shell();
        if (wanted()) change(() => html.classList.add("drawing"));
        while (wanted() && change(start)) await turn();
      } else if (ready) change((await ready).stop);
    } catch (error) {
      fail(error);
    }
    button.removeAttribute("aria-busy");
    button.setAttribute("aria-pressed", chosen);
    change(() => {
      html.classList.remove("drawing");
      html.classList.toggle("answering", !!ready && wanted());
    });
  };

  const toggle = () => {
    chosen = !chosen;
    remember("answering", chosen ? "on" : "");
    apply();
  };
  button.onclick = toggle;
  // A page that comes back by the back button may be older than the choice.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      recall();
      apply();
    }
  });
  recall();
  const drawn = chosen || always ? apply() : undefined;
  return { toggle, drawn };
})();
