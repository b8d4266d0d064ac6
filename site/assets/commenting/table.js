// The table of comments as CSV, for any spreadsheet: written, and read again.
const COLUMNS = ["slip_number", "slip_place", "slip_original", "slip_proposal", "slip_reason", "slip_organization"];

/** The heads of the columns: in Chinese, on English pages with the English beside it. */
const heads = () => COLUMNS.map((name) => (lang === "zh" ? texts.words.zh[name] : `${texts.words.zh[name]} ${texts.words.en[name]}`));

/** What a cell begins with that a spreadsheet would calculate; the full-width signs too. */
const FORMULA = /^'*[=+\-@\t\r\0＝＋－＠]/;

function cell(text) {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[,;\t"\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function writeTable(comments) {
  const rows = comments.map((one, index) => [String(index + 1), ...Object.keys(FIELDS).map((name) => one[name])]);
  return [heads(), ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** What a file says, as spreadsheets write it: in UTF-8, UTF-16, or what a Chinese Windows has. */
function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The rows of a table; `unclosed` is the line of a quotation mark that never ends. */
function rowsOf(text) {
  const head = text.split(/[\r\n]/, 1)[0].replace(/"[^"]*"/g, "");
  const separator = [",", ";", "\t"].reduce((most, one) => (head.split(one).length > head.split(most).length ? one : most));
  const rows = [[]];
  let at = 0;
  let line = 1;
  const lines = (piece) => (line += piece.split(/\r\n|\r|\n/).length - 1);
  while (at < text.length) {
    let value = "";
    while (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) return { rows, unclosed: line };
      const piece = text.slice(at + 1, end);
      lines(piece);
      at = end + 1;
      value += piece + (text[at] === '"' ? '"' : "");
    }
    const end = at + /[\r\n]|$/.exec(text.slice(at).split(separator, 1)[0]).index;
    rows.at(-1).push(value + text.slice(at, end));
    at = end;
    if (text[at] === separator) at++;
    else {
      const ends = /^(\r\n|\r|\n|$)/.exec(text.slice(at, at + 2))[0];
      at += ends.length;
      line++;
      rows.push([]);
    }
  }
  return { rows };
}

/** The comments in a table, or what is wrong with it. */
function readTable(text) {
  const { rows, unclosed } = rowsOf(text.replace(/^\ufeff/, ""));
  if (unclosed) return { wrong: words.slip_unclosed, line: unclosed };
  const filled = rows.filter((row) => row.some((one) => one.trim()));
  const head = (filled.shift() ?? []).map((one) => one.trim());
  const column = (name) => head.findIndex((one) => one.startsWith(texts.words.zh[name]) || one.toLowerCase() === texts.words.en[name].toLowerCase());
  const columns = COLUMNS.slice(1).map(column);
  if (columns[0] < 0 || columns[2] < 0) return { wrong: words.slip_refused };
  const value = (row, index) => {
    const text = (row[index] ?? "").replace(/\r\n?/g, "\n");
    return text[0] === "'" && FORMULA.test(text) ? text.slice(1) : text;
  };
  const comments = filled.map((row) => Object.fromEntries(Object.keys(FIELDS).map((name, index) => [name, value(row, columns[index])])));
  return { comments: comments.map((one) => ({ ...one, at: anchor(one.place) })) };
}

/** Whether two comments say the same. */
const same = (one, two) => Object.keys(FIELDS).every((name) => one[name].trim() === two[name].trim());
