// In a folder WebKit tells a window only of what the same page wrote in another one: when the reader comes to it, it
// looks what other pages wrote.
if (location.protocol === "file:" && navigator.vendor.startsWith("Apple")) {
  addEventListener("focus", () => dispatchEvent(new StorageEvent("storage")));
}
