// Features of stylesheets that are newer than the oldest browsers of the site.
import { parse, walk } from 'css-tree';
import { data, finds, lacking, lackingAll } from './newer.mjs';

const { properties, selectors, types, 'at-rules': rules } = data.css;
/** Units older than the data. */
const OLD_UNITS = ['px', 'cm', 'mm', 'in', 'pt', 'pc', 's', 'ms', '%'];
/** Rules that may also stand inside a rule with a selector, where nesting is known. */
const NESTED = ['media', 'supports', 'layer', 'container', 'scope', 'starting-style'];
const UNKNOWN = ['unknown to the data'];

/** What a stylesheet uses that is newer. */
export function newerStyles(file, text) {
  const found = finds(file);
  const onParseError = ({ message, line, column }) => found.note(`${line}:${column} ${message}`, UNKNOWN);
  walk(parse(text, { onParseError, parseCustomProperty: true, positions: true }), {
    enter(node) {
      LOOKS[node.type]?.(found, node, this);
    },
  });
  return found.all();
}

/** What a selector or a query in a script uses that is newer. `context` is its kind in css-tree. */
export function newerQuery(text, context) {
  const found = finds('');
  walk(parse(text, { context, onParseError: () => {} }), (node) => LOOKS[node.type]?.(found, node, {}));
  return found.all();
}

const LOOKS = {
  Declaration: declaration,
  Rule(found, { prelude }, { rule }) {
    if (rule) found.note('nesting', lacking(selectors.nesting));
    const lists = prelude.children?.toArray() ?? [];
    const newer = lists.filter((one) => newerSelector(one)).length;
    // A browser drops the whole rule for one selector that it does not know.
    if (newer && newer < lists.length) found.note('a newer selector in one list with others', ['drops the rule']);
  },
  NestingSelector: (found) => found.note('nesting', lacking(selectors.nesting)),
  PseudoClassSelector: pseudo,
  PseudoElementSelector: pseudo,
  Nth: (found, { selector }) => selector && found.note(':nth-child(of)', lacking(selectors['nth-child'].of_syntax)),
  Atrule(found, { name }, { rule, atrule }) {
    if (rule && NESTED.includes(name)) found.note('nesting', lacking(selectors.nesting));
    const margin = atrule?.name === 'page' && rules.page[`at_${name}`];
    found.note(`@${name}`, known(margin || rules[name]));
  },
  Feature: (found, { name, kind }) => kind === 'media' && found.note(`@media (${name})`, media(name)),
  FeatureRange(found, { kind, left, middle }) {
    if (kind !== 'media') return;
    found.note('@media (width >= …)', lacking(rules.media.range_syntax));
    const { name } = [left, middle].find(({ type }) => type === 'Identifier');
    found.note(`@media (${name})`, media(name));
  },
};

function pseudo(found, { type, name, children }) {
  const colons = type === 'PseudoElementSelector' ? '::' : ':';
  // What belongs to one engine is meant for that engine.
  if (name.startsWith('-') && !selectors[name]) return;
  found.note(`${colons}${name}${children ? '()' : ''}`, known(selectors[name]));
  const list = name === 'not' && children?.first.children;
  if (list && list.size > 1) found.note(':not() of several', lacking(selectors.not.selector_list));
}

function newerSelector(selector) {
  const found = finds('');
  walk(selector, (node) => /^(Pseudo|Nth)/.test(node.type) && LOOKS[node.type](found, node));
  return found.all().length > 0;
}

function declaration(found, { property, value }, { rule, atrule, block }) {
  // Where a rule is newer, so is what describes it.
  if (!rule && lacking(rules[atrule?.name]).length) return;
  const descriptor = !rule && rules[atrule?.name]?.[property];
  if (descriptor) found.note(`@${atrule.name} ${property}`, lacking(descriptor));
  else if (!property.startsWith('--')) named(found, property, value, block);
  walk(value, (node) => {
    if (node.type === 'Function') call(found, property, node);
    if (node.type === 'Dimension') found.note(`unit ${node.unit}`, unit(node.unit));
  });
}

/** A property, and its keywords. */
function named(found, property, value, block) {
  const bare = properties[property] ? property : property.replace(/^-[a-z]+-/, '');
  const prefixes = writtenWith(bare, [property, ...siblings(block)]);
  const feature = properties[bare];
  // Where a property is newer, so are its values; of one with prefixes the data does not say which have them.
  if (found.note(bare, known(feature, prefixes)) || prefixes.some(Boolean)) return;
  walk(value, ({ type, name }) => {
    if (type === 'Identifier') found.note(`${bare}: ${name}`, lacking(feature[name] ?? types[bare]?.[name]));
  });
}

function siblings(block) {
  return [...(block?.children ?? [])].flatMap(({ property }) => property ?? []);
}

/** The prefixes that names have before a property: '' is none. */
function writtenWith(bare, names) {
  const before = names.filter((name) => name.endsWith(bare)).map((name) => name.slice(0, -bare.length));
  return before.filter((prefix) => /^(-[a-z]+-)?$/.test(prefix));
}

function call(found, property, { name, children }) {
  const ours = properties[property]?.[name] ?? properties[property]?.[`${name}_function`];
  const shared = [types[name], ...Object.values(types).map((type) => type[name])].filter((one) => one?.__compat);
  const other = Object.values(properties).map((one) => one[name]).filter((one) => one?.__compat);
  const features = ours ? [ours] : shared.length ? shared : other;
  found.note(`${name}()`, features.length ? lackingAll(features) : UNKNOWN);
  if (name === 'attr' && children.size > 1) found.note('attr() of a type', lacking(types.attr.type_function));
  if (children.first?.name === 'from') found.note(`${name}(from …)`, lacking(types.color[name]?.relative_syntax));
}

function unit(name) {
  if (OLD_UNITS.includes(name)) return [];
  const { length, angle, resolution, flex } = types;
  if (name === 'fr') return lacking(flex);
  if (name.startsWith('cq')) return lacking(length.container_query_length_units);
  const size = { d: 'dynamic', l: 'large', s: 'small' }[/^([dls])v/.exec(name)?.[1]];
  return known(size ? length[`viewport_percentage_units_${size}`] : length[name] ?? angle[name] ?? resolution[name]);
}

function media(name) {
  const bare = name.replace(/^(min|max)-/, '');
  return known(rules.media[name] ?? rules.media[bare]);
}

/** What browsers lack of a feature that the data should know. */
function known(feature, prefixes) {
  return feature ? lacking(feature, prefixes) : UNKNOWN;
}
