// Opens the other language at the same place.
document.querySelector("a.language")?.addEventListener("click", ({ currentTarget }) => {
  if (location.hash) currentTarget.hash = location.hash;
});
