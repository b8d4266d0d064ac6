function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) name in made ? (made[name] = value) : made.setAttribute(name, value);
  made.append(...children);
  return made;
}

globalThis.dtmmNoting = { footnotes, sift };
