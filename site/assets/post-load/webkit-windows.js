// From file://, WebKit sends storage events only between windows of the same file. When a window gets the focus, it
// reads again what other pages may have stored.
export function setUpWebkitWindows() {
  if (location.protocol !== "file:" || !navigator.vendor.startsWith("Apple")) return;
  addEventListener("focus", () => dispatchEvent(new StorageEvent("storage")));
}
