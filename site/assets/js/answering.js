// The switch for answering; what is behind it is loaded when it is used, or was left on.
(() => {
  const button = document.querySelector("[data-action=answering]");
  if (!button || !document.documentElement.dataset.engine) return;
  const always = document.body.classList.contains("scores");
  let on = always;
  try {
    on ||= localStorage.getItem("dtmm:answering") === "on";
  } catch {}
  button.hidden = always;
  if (on) return need("answering").catch(gone);
  button.onclick = () => need("answering").then(() => dtmmAnswering.toggle(), gone);
  addEventListener("pageshow", ({ persisted }) => persisted && need("answering").catch(gone));
})();
