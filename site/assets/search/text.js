// How texts and queries are compared.

export const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;

/** Lower case and half width, character for character, so that indexes stay valid. @param {string} text */
export function fold(text) {
  const half = text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  const lower = half.toLowerCase();
  return lower.length === text.length ? lower : half;
}

/** @param {string} text */
export const escapeRegex = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The first characters of a text, no surrogate pair split. @param {number} length @param {string} text */
export const cutTo = (length, text) => (text.length > length ? [...text.slice(0, 2 * length)].slice(0, length).join("") : text);
