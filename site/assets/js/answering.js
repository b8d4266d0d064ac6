// The switch for answering; what is behind it is loaded when it is used, or was left on.
(() => {
  const button = document.querySelector("[data-action=answering]");
  if (!button || !document.documentElement.dataset.engine) return;
  const always = document.body.classList.contains("scores");
  button.hidden = always;
  if (always || remembered("answering") === "on") {
    // What can wait does so until then.
    dtmm.drawn = need("answering").then(() => dtmmAnswering.drawn, gone);
    return;
  }
  button.onclick = () => need("answering").then(() => dtmmAnswering.toggle(), gone);
  addEventListener("pageshow", ({ persisted }) => persisted && need("answering").catch(gone));
})();
