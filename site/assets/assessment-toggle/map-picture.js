// The buttons that save the map as a picture. What draws it is loaded at the first press.

export function setUpMapPicture() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-action=map-picture]"))) {
    button.addEventListener("click", async () => {
      await dtmm.need("map-picture");
      await globalThis.dtmmMapPicture?.(button.dataset.picture ?? "");
    });
  }
}
