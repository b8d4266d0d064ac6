// The map as a picture for slides: drawn from what the page shows, and saved as SVG or PNG.
import { drawing } from "./drawing.js";
import { asPng, asSvg } from "./formats.js";
import { saveFile } from "../shared/save-file.js";

globalThis.dtmmMapPicture = async (kind) => {
  const drawn = drawing(/** @type {HTMLTableElement} */ (document.querySelector("table.map")));
  saveFile(`map.${kind}`, kind === "png" ? await asPng(drawn) : asSvg(drawn));
};
