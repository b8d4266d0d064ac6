// What is chosen stands in the address, so that a link carries it.

/** Writes values into the query of the address, which loses those that are empty. */
function writeQuery(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // From a folder some browsers let no script change the address.
  }
}
