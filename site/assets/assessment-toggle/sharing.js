// The buttons that hand the assessment on. What they do is loaded at the first press.

export function setUpSharing() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-action=share]"))) {
    button.addEventListener("click", async () => {
      await dtmm.need("sharing");
      globalThis.dtmmSharing?.show(button.getAttribute("data-share") ?? "");
    });
  }
}
