// The link with the answers as a QR code.
import { isInApp } from "../shared/in-app.js";
import { part } from "../shared/element.js";
import { saveFile } from "../shared/save-file.js";
import { showDialog } from "./dialog.js";
import { loadSharer, openFile, outline } from "./engines.js";

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of a code, dark on light in every theme, as cameras want it. @param {number} size @param {string} path @param {string} title */
function drawn(size, path, title) {
  /** @type {(name: string, values: Record<string, string>) => SVGElement} */
  const make = (name, values) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return /** @type {SVGElement} */ (made);
  };
  const side = String(size);
  const drawing = make("svg", { viewBox: `0 0 ${size} ${size}`, width: "320", height: "320", role: "img", "aria-label": title, "shape-rendering": "crispEdges" });
  drawing.append(make("rect", { width: side, height: side, fill: "#fff" }), make("path", { d: path, fill: "#000" }));
  return drawing;
}

/** @param {import("./dialog.js").OpenDialog} open */
async function draw({ dialog, say }) {
  const place = part(".qr-picture", dialog);
  place.replaceChildren();
  const sharer = await loadSharer();
  const [, text] = await openFile(false);
  const link = `${location.href.split("#")[0]}#a=${sharer.link(outline(), text)}`;
  const code = sharer.qrCode(link);
  if (!code) return say("long", { count: link.length });
  place.append(drawn(...code, dialog.dataset.alt ?? ""));
  if (location.protocol === "file:") say("local");
}

export const showQrCode = () => showDialog("qr", ({ dialog, say }) => {
  const drawing = dialog.querySelector(".qr-picture svg");
  if (isInApp) return say("inApp");
  if (drawing) saveFile(`${dialog.dataset.name}.svg`, new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }));
}, (open) => draw(open).catch(console.error));
