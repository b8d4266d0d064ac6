// Opens the other language at the same place and in the same view.
document.querySelector("a.language")?.addEventListener("click", ({ currentTarget }) => {
  const stands = ({ id }) => /^[A-Z]{3}(-|$)|^(clause|table|figure|term|level)-/.test(id);
  const inSight = (one) => one.getBoundingClientRect().bottom > 90;
  const seen = scrollY > 0 && [...document.querySelectorAll("main [id]")].find((one) => stands(one) && inSight(one));
  currentTarget.hash = seen ? seen.id : location.hash;
  currentTarget.search = location.search;
});
