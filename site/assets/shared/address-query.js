// The reader's choices are part of the address, so that a link carries them.

/**
 * Sets parameters of the address's query; those with an empty value are removed.
 * @param {Record<string, FormDataEntryValue>} values
 */
export function writeQuery(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) address.searchParams.set(name, String(value));
    else address.searchParams.delete(name);
  }
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Under file:// some browsers let no script change the address.
  }
}
