// Terms, abbreviations and the marks of notes explain themselves on hover, focus and first touch.
(() => {
  const explain = async (link) => {
    if (link.matches(".page-standard .n")) await notes().catch(console.error);
    read((reader) => reader.explain(link));
  };
  const isTerm = ({ target }) => target.closest?.("a.t, a.n");
  let touched;
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && isTerm(event) && explain(isTerm(event)));
  document.addEventListener("focusin", (event) => isTerm(event) && explain(isTerm(event)));
  document.addEventListener("click", (event) => {
    const link = isTerm(event);
    // A finger cannot hover: its first touch explains, its second follows the link.
    if (link && event.pointerType === "touch" && touched !== link) {
      event.preventDefault();
      explain(link);
    }
    touched = link;
  });
})();
