// What keeps comments from being stored, and what was put aside: said until it is settled, with the ways out.

const TROUBLES = {
  blocked: words.slip_not_kept,
  full: words.slip_not_kept,
  emptied: words.slip_emptied,
  unreadable: words.slip_unreadable,
  stuck: words.slip_stuck,
};

/** The place of notices; `save` saves all comments. */
function notices(save) {
  const box = el("div", { className: "slip-notices", role: "alert" });
  let last = "";
  const show = () => {
    const all = [...notKept(save), ...putAside()];
    const text = all.map((one) => one.textContent).join("\n");
    // What is said already is not said again.
    if (text !== last) box.replaceChildren(...all);
    last = text;
  };
  return { box, show };
}

function notKept(save) {
  const ways = quiet(words.slip_save, save, "slip-save");
  if (!engine) return [el("p", {}, hasEnded ? words.slip_ended : words.slip_no_engine, " ", ways)];
  const trouble = ask("trouble");
  if (!trouble) return [];
  const again = () => {
    ask(trouble === "emptied" ? "keepAgain" : "tryAgain");
    update();
  };
  const button = quiet(trouble === "emptied" ? words.slip_keep_again : words.slip_try_again, again, "slip-again");
  return [el("p", {}, TROUBLES[trouble], " ", ways, ...(trouble === "blocked" ? [] : [" ", button]))];
}

function putAside() {
  const all = ask("asides") ?? [];
  if (!all.length) return [];
  const buttons = [];
  for (let at = 0; at < all.length; at += 2) {
    buttons.push(" ", quiet(fill(words.slip_save_aside, { n: all[at] }), () => saveText(`comments-${all[at]}.txt`, all[at + 1])));
  }
  const told = () => {
    ask("told");
    update();
  };
  return [el("p", {}, ask("hasNewer") ? words.slip_newer : words.slip_damaged, ...buttons, " ", quiet(words.slip_told, told, "slip-told"))];
}
