// The field in the head finds what it needs when it is used; `/` leads there.
(() => {
  const field = document.querySelector(".find input");
  if (!field) return;
  let found;
  const find = () => (found ??= need("texts", "finder").then(() => dtmmFind.start(), (error) => {
    gone(error);
    found = undefined;
  }));
  field.addEventListener("focus", find);
  if (document.activeElement === field || document.body.matches(".page-search")) find();
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
