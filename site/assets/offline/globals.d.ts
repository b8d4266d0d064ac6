// What the build puts before the service worker: `crates/site/src/offline.rs`.

/** The hash of every file of this version by its path, and the paths that are cached first. */
declare const files: Record<string, string>;
declare const core: string[];

interface WorkerNavigator {
  readonly connection?: { saveData: boolean; effectiveType: string };
}
