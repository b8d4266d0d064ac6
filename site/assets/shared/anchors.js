// What identifiers mean, looked up in the data that the build writes.
import { fill } from "./element.js";

/** Collected once of each set of texts. @type {WeakMap<Texts, Map<string, Anchor>>} */
const known = new WeakMap();

/** What a subdomain consists of. @param {SubdomainText} subdomain @param {Anchor} anchor  That of the subdomain. @returns {Anchor[]} */
const inside = ({ cells }, { clause, page }) => cells.flatMap(({ id, entries }) =>
  [{ id, kind: "cell", clause, page }, ...entries.map(({ id }) => ({ id, kind: "requirement", clause, page }))]);

/** @param {Texts} texts */
function collect({ anchors, domains }) {
  const subdomains = new Map(domains.flatMap((domain) => domain.subdomains).map((one) => [one.code, one]));
  const all = anchors.flatMap((anchor) => {
    const subdomain = subdomains.get(anchor.id);
    return subdomain ? [anchor, ...inside(subdomain, anchor)] : [anchor];
  });
  return new Map(all.map((anchor) => [anchor.id, anchor]));
}

/** All identifiers with what they mean, in the order of the document. @param {Texts} texts */
export function anchorsOf(texts) {
  const anchors = known.get(texts) ?? collect(texts);
  known.set(texts, anchors);
  return anchors;
}

/** Whether it is printed beside what it names: the identifier of a subdomain, and of what is in one. @param {Anchor | undefined} anchor */
export const isCode = (anchor) => ["subdomain", "cell", "requirement"].includes(anchor?.kind ?? "");

/** What is printed before an entry: its label with its marks, as `b)`; empty where nothing is. @param {string | null | undefined} label @param {Pick<Texts, "labels">} texts */
export const printed = (label, { labels: [before, after] }) => (label ? before + label + after : "");

/** The same within a sentence, where other marks follow it: without a full stop at its end. @param {string | null | undefined} label @param {Pick<Texts, "labels">} texts */
export const inSentence = (label, texts) => printed(label, texts).replace(/\.$/, "");

/** The page of one language and the fragment of an identifier that is on one. @param {string} id @param {Texts} texts */
export const pageUrl = (id, texts) => `${anchorsOf(texts).get(id)?.page}#${id}`;

/** The permanent page of an entry, relative to the root of the site. @param {string} id @param {Texts} texts */
export const recordUrl = (id, { record }) => fill(record, { id });

/**
 * The page and fragment of an identifier, relative to the root of the site.
 * @param {string} id
 * @param {Texts} texts
 * @param {Lang} lang  The language of the page that it leads to.
 * @returns {string | undefined}  Nothing for an unknown identifier, and for the cover.
 */
export function anchorUrl(id, texts, lang) {
  const { kind, page } = anchorsOf(texts).get(id) ?? {};
  if (kind === "requirement") return recordUrl(id, texts);
  return page && `${lang}/${pageUrl(id, texts)}`;
}
