// The map as a picture for slides: drawn from what the page shows, and saved as SVG or PNG.
import { drawing } from "./drawing.js";
import { asPng, asSvg } from "./formats.js";

globalThis.dtmmMapPicture = async (kind) => {
  const drawn = drawing(/** @type {HTMLTableElement} */ (document.querySelector("table.map")));
  const content = kind === "png" ? await asPng(drawn) : asSvg(drawn);
  const link = document.createElement("a");
  // The address is never revoked: a browser may read it long after the click.
  Object.assign(link, { href: URL.createObjectURL(content), download: `map.${kind}` }).click();
};
