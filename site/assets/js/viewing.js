// The choice of languages and levels: loaded when it is opened, or when one was made before.
(() => {
  const button = document.querySelector("[data-action=view]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => read((reader) => reader.view(button));
  let chosen = /[?&](text|levels)=/.test(location.search);
  try {
    chosen ||= localStorage.getItem("dtmm:text") || sessionStorage.getItem("dtmm:levels");
  } catch {}
  if (chosen) read((reader) => reader.show());
})();
