// Features of scripts that are newer than the oldest browsers of the site.
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { data, finds, lacking, lackingAll } from './newer.mjs';
import { newerQuery } from './newer-styles.mjs';

const { api, javascript: { builtins, regular_expressions: expressions } } = data;
/** The latest syntax that all of them read; Safari 16 lacks the static blocks of the year after. */
const SYNTAX = 2021;
const GLOBAL = ['window', 'self', 'globalThis'];
/** Functions that take a selector or a query, with its kind in css-tree. */
const QUERIES = {
  querySelector: 'selectorList',
  querySelectorAll: 'selectorList',
  matches: 'selectorList',
  closest: 'selectorList',
  matchMedia: 'mediaQueryList',
};
/** Functions that give an iterator, except those of `Object`, which give a list. */
const ITERATORS = ['values', 'keys', 'entries', 'matchAll'];

const members = new Map();
const events = new Map();
for (const group of [...Object.values(api), ...Object.values(builtins), ...Object.values(builtins.Intl)]) {
  for (const [key, feature] of Object.entries(group).filter(([, one]) => one.__compat)) {
    const [index, name] = key.endsWith('_event') ? [events, key.slice(0, -'_event'.length)] : [members, key.replace(/_static$/, '')];
    index.set(name, [...(index.get(name) ?? []), feature]);
  }
}

/**
 * What a classic script uses that is newer. Of a member it is not known whose it is: it is newer if it is in
 * everything that has one of that name.
 */
export function newerScripts(file, text) {
  const found = finds(file);
  const tree = parsed(text, found);
  if (!tree) return found.all();
  const own = declared(tree);
  full(tree, (node) => LOOKS[node.type]?.(found, node, (one) => (one?.type === 'Identifier' && !own.has(one.name) ? one.name : null)));
  return found.all();
}

function parsed(text, found) {
  try {
    return parse(text.replace(/^\ufeff/, ''), { ecmaVersion: SYNTAX, sourceType: 'script' });
  } catch ({ message }) {
    found.note(`syntax: ${message}`, [`newer than ${SYNTAX}`]);
    return null;
  }
}

/** The names that a script declares anywhere. */
function declared(tree) {
  const names = new Set();
  full(tree, ({ type, id, params = [], param }) => {
    if (/^(Function|Class|Arrow|Variable|Catch)/.test(type)) for (const one of [id, param, ...params]) bound(one).forEach((name) => names.add(name));
  });
  return names;
}

/** The names that a pattern gives. */
function bound(pattern) {
  const { type, name, left, argument, value, elements, properties } = pattern ?? {};
  if (type === 'Identifier') return [name];
  return [left, argument, value, ...(elements ?? []), ...(properties ?? [])].filter(Boolean).flatMap(bound);
}

const LOOKS = {
  Identifier: (found, node, free) => free(node) && found.note(node.name, lacking(global(node.name))),
  NewExpression(found, { callee }, free) {
    const name = free(callee);
    if (name) found.note(`new ${name}`, lacking(global(name)?.[name]));
  },
  MemberExpression: member,
  ObjectPattern(found, { properties }) {
    for (const { key, computed } of properties) if (key && !computed) found.note(`.${key.name}`, lackingAll(members.get(key.name) ?? []));
  },
  CallExpression(found, { callee, arguments: [first] }) {
    const name = callee.name ?? callee.property?.name;
    const text = first?.type === 'TemplateLiteral' ? first.quasis.map(({ value }) => value.cooked).join('x') : first?.value;
    if (typeof text !== 'string') return;
    if (name === 'addEventListener') found.note(`event ${text}`, lackingAll(events.get(text) ?? []));
    if (QUERIES[name]) for (const { feature, browsers } of newerQuery(text, QUERIES[name])) found.note(`${name}: ${feature}`, [browsers]);
  },
  Literal(found, { value, regex }) {
    const text = regex?.pattern ?? value;
    if (typeof text === 'string' && /\(\?<[=!]/.test(text)) found.note('(?<=…)', lacking(expressions.lookbehind_assertion));
  },
};

function member(found, { object, property, computed }, free) {
  const name = computed ? property.value : property.name;
  if (typeof name !== 'string') return;
  const of = free(object);
  if (GLOBAL.includes(of) && global(name)) found.note(name, lacking(global(name)));
  else if (of && owned(of, name)) found.note(`${of}.${name}`, lacking(owned(of, name)));
  else if (isIterator(object, free) && builtins.Iterator[name]) found.note(`iterator.${name}`, lacking(builtins.Iterator[name]));
  // What belongs to something newer is reached through that alone.
  else if (!isNewer(object, free)) found.note(`.${name}`, named(name));
}

function named(name) {
  const event = /^on[a-z]/.test(name) ? events.get(name.slice(2)) : null;
  return lackingAll([...(members.get(name) ?? []), ...(event ?? [])]);
}

function isNewer(object, free) {
  const { object: outer, property, computed } = object.type === 'ChainExpression' ? object.expression : object;
  const of = free(outer);
  if (free(object)) return lacking(global(object.name)).length > 0;
  return of !== null && !computed && lacking(owned(of, property.name)).length > 0;
}

function isIterator({ type, callee }, free) {
  return type === 'CallExpression' && ITERATORS.includes(callee.property?.name) && free(callee.object) !== 'Object';
}

/** A member of a named object: `Promise.try`, `navigator.share`. */
function owned(of, name) {
  const holder = api[of] ?? builtins[of] ?? {};
  return [holder[`${name}_static`], holder[name], api[of[0].toUpperCase() + of.slice(1)]?.[name]].find((one) => one?.__compat);
}

function global(name) {
  const holders = [api, builtins, api.Window, api.ServiceWorkerGlobalScope, api.WorkerGlobalScope];
  return holders.map((holder) => Object.hasOwn(holder, name) && holder[name]).find((one) => one?.__compat);
}
