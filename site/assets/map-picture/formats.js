// A drawing as a file: as SVG, or painted at twice its size as PNG.

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const SCALE = 2;

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param {Shape} shape */
function element(shape) {
  if ("text" in shape) {
    const looks = `${shape.isBold ? ' font-weight="700"' : ""}${shape.isCentred ? ' text-anchor="middle"' : ""}`;
    return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" fill="${shape.fill}"${looks}>${escaped(shape.text)}</text>`;
  }
  const line = shape.line ? ` stroke="${shape.line}"` : "";
  return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${shape.fill}"${line}/>`;
}

/** @param {Drawing} drawing */
export function asSvg({ width, height, title, shapes }) {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">`;
  return new Blob([head, `<title>${escaped(title)}</title>`, ...shapes.map(element), "</svg>"], { type: "image/svg+xml" });
}

/** @param {CanvasRenderingContext2D} brush @param {Shape} shape */
function paint(brush, shape) {
  brush.fillStyle = shape.fill;
  if ("text" in shape) {
    brush.font = `${shape.isBold ? 700 : 400} ${shape.size}px ${FONT}`;
    brush.textAlign = shape.isCentred ? "center" : "start";
    brush.fillText(shape.text, shape.x, shape.y);
    return;
  }
  brush.fillRect(shape.x, shape.y, shape.width, shape.height);
  brush.strokeStyle = shape.line ?? "transparent";
  brush.strokeRect(shape.x, shape.y, shape.width, shape.height);
}

/** @param {Drawing} drawing @returns {Promise<Blob>} */
export function asPng({ width, height, shapes }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  brush.scale(SCALE, SCALE);
  for (const shape of shapes) paint(brush, shape);
  return new Promise((done, fail) => {
    canvas.toBlob((content) => (content ? done(content) : fail(new Error("the picture cannot be painted"))), "image/png");
  });
}
