// The engines of this bundle, each loaded when it is first used, and what they work on.

/**
 * Starts an engine at the first use; where that fails, the next use starts afresh.
 * @template Engine
 * @param {string} bundle
 * @param {() => (() => Promise<Engine>) | undefined} global  What the bundle defines.
 */
function atFirstUse(bundle, global) {
  /** @type {Promise<Engine> | undefined} */
  let engine;
  return () => {
    engine ??= dtmm.need(bundle).then(() => /** @type {() => Promise<Engine>} */ (global())());
    engine.catch(() => {
      engine = undefined;
    });
    return engine;
  };
}

/** The engine that makes what is handed on. */
export const loadSharer = atFirstUse("sharer", () => globalThis.dtmmSharer);

/** The engine that writes and reads workbooks. */
export const loadWorkbooks = atFirstUse("workbooks", () => globalThis.dtmmWorkbooks);

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
