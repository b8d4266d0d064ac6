// The choice of languages and levels: loaded when it is opened, or when one was made before.
import { read } from "./loading.js";
import { remembered } from "./remembered.js";

export function setUpView() {
  const button = document.querySelector("[data-action=view]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => read((reader) => reader.view(button));
  const asked = /[?&](text|levels)=/.test(location.search);
  if (asked || remembered("text") || remembered("levels", "sessionStorage")) read((reader) => reader.show());
}
