// The engine that makes what is handed on, loaded when it is first used, and what it works on.

/** @type {Promise<ShareEngine> | undefined} */
let sharer;

export function loadSharer() {
  sharer ??= dtmm.need("sharer").then(() => /** @type {() => Promise<ShareEngine>} */ (globalThis.dtmmSharer)());
  sharer.catch(() => {
    // The next attempt starts afresh.
    sharer = undefined;
  });
  return sharer;
}

/** The outline of the edition, by which files are read. */
export const outline = () => globalThis.dtmmScorer?.outline ?? "";

/**
 * The name and the text of the file of the assessment that is shown.
 * @param {boolean} isSaved  Whether the reader gets all of it.
 */
export async function openFile(isSaved) {
  const engine = await /** @type {() => Promise<Engine>} */ (globalThis.dtmmEngine)();
  return engine.file(isSaved) ?? ["", ""];
}
