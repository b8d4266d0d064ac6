// Opens the other language at the same place and in the same view.
document.querySelector("a.language")?.addEventListener("click", ({ currentTarget }) => {
  const top = (one) => one.getBoundingClientRect().top;
  const stands = (one) => /^[A-Z]{3}-|^(clause|table|figure|term|level)-/.test(one.id) && !one.querySelector("[id]");
  const target = document.querySelector(":target");
  const stays = target && top(target) > 0 && top(target) < innerHeight;
  const seen = scrollY > 0 && !stays && [...document.querySelectorAll("main [id]")].find((one) => top(one) > 9 && stands(one));
  currentTarget.hash = seen ? seen.id : location.hash;
  currentTarget.search = location.search;
});
