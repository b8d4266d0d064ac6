// Ends the keeping of pages for reading without a network: put this file in the place of `sw.js`.
// Every browser that comes by takes it, forgets what it kept, and asks the network from then on.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const ours = `dtmm:${new URL("./", location)}`;
  const forget = async () => {
    for (const name of await caches.keys()) if (name === ours || name === `${ours}older`) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(forget());
});
