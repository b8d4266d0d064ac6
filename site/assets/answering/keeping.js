// What is answered is asked to be kept, and who reads is told where a browser keeps it for days only.
(() => {
  // Safari, and every browser on an iPhone; what stands on the home screen is kept there.
  const forgets = navigator.vendor.startsWith("Apple") && !navigator.standalone;
  if (forgets) document.documentElement.dataset.forgets = "";
  // One question is enough: some browsers put it to the reader.
  const ask = ({ target }) => {
    if (!target.closest?.("[data-requirement]")) return;
    removeEventListener("change", ask);
    if (dtmm.remembered("persist")) return;
    remember("persist", "asked");
    navigator.storage?.persist?.().catch(() => {});
  };
  addEventListener("change", ask);
})();
