// The types of what scripts share: the data that the build writes, the functions that bundles offer to one
// another, and the engines. Everything here is a global, because classic scripts have no imports.

type Lang = "zh" | "en";
/** A text in each language of the standard; the scripts ask for no other. */
type Both = Record<Lang, string>;

// ---- The texts of the standard: `crates/site/src/client_data.rs`

interface EntryText { id: string; /** Its label without marks. */ letter: string | null; modal: string; conditional?: boolean; zh: string; en: string; examples?: Both[] }
interface CellText { id: string; entries: EntryText[] }
interface SubdomainText { code: string; slug: string; name: Both; /** One a level. */ cells: CellText[] }
interface DomainText { id: string; slug: string; page: string; clause: string; table?: number; name: Both; caption: Both; intro: Both; subdomains: SubdomainText[] }
interface PartText { id: string; number?: string; page: string; title: Both; paragraphs: Both[] }
interface TermText { id: string; number: string; name: Both; definition: Both; notes: { id: string; text: Both }[] }
interface AbbreviationText { id: string; short: string; name: Both }

/** An identifier with what it means. */
interface Anchor {
  id: string;
  kind: string;
  /** The clause that it is, or lies in, as `8.6`; the name of a part without a number. */
  clause: string;
  /** The page of one language on which it is found; only the cover has none. */
  page?: string;
  number?: string;
  /** The printed place in the binding language, where it is neither a number nor a title. */
  label?: string;
}

interface Texts {
  /** The languages of the standard, the binding one first. */
  languages: Lang[];
  /** The number of the document, if it has one. */
  number?: string;
  edition: string;
  status: Both;
  title: Both;
  /** Where the site is published, if it is known. */
  base: string | null;
  /** What can be written about, in the order of the document; what is in a subdomain is in its cells. */
  anchors: Anchor[];
  /** The permanent page of an entry, with the placeholder `id`. */
  record: string;
  levels: { id: string; page: string; name: Both; text: Both }[];
  /** The marks before and after a label. */
  labels: [before: string, after: string];
  domains: DomainText[];
  parts: PartText[];
  methods: PartText[];
  terms: TermText[];
  abbreviations: AbbreviationText[];
  /** Abbreviations that the standard does not list. */
  additions: AbbreviationText[];
  /** The titles of cited documents, by the part that lists them. */
  references: { within: string; titles: Both[] }[];
  /** The successors of withdrawn identifiers. */
  moved: Record<string, string>;
  /** The words of the site that scripts use. */
  words: Record<Lang, Record<string, string>>;
  /** Traditional characters, each followed by its simplified one. */
  traditional: string;
}

/** A note's texts are cut where the language changes: every second piece is Chinese within English. */
interface Note {
  id: string;
  /** What it is called at its places. */
  label: string;
  /** Its kind, and how certain it is. */
  kind: string;
  /** About the whole document: it has no marks. */
  throughout: boolean;
  places: { at: string; /** Whether it is an entry. */ entry: boolean; name: string; words: string | null; translated: string | null }[];
  why: string[];
  reading: string[] | null;
  scoring: string[] | null;
}

declare var dtmmTexts: Texts;
declare var dtmmNotes: Record<Lang, { /** The tag of the language that the quoted words are in. */ quoted_in: string; words: Record<string, string>; notes: Note[] }>;

// ---- The bundles: `crates/site/src/assets.rs`

/** A file of a bundle, with its integrity hash. */
type BundleFile = [path: string, hash: string];
type BundleList = Record<string, BundleFile[]> & { icon: string; offline: boolean };

/** In the page script: the file that lists all bundles. */
declare const bundles: BundleFile[];

/** In the page script: the selector of the elements at which the page in the other language can be opened (`crates/site/src/anchors.rs`). */
declare const anchorSelector: string;

// ---- What bundles offer to one another

/** The page script, `page/main.js`. */
declare var dtmm: {
  home: string;
  prefix: string;
  site: { createScriptURL(path: string): unknown };
  later: BundleList;
  load(name: string): Promise<unknown>;
  /** Loads bundles in the given order, each once. */
  need(...names: string[]): Promise<void>;
  /** Loads the reading tools, then calls one of them. */
  read(act: (reader: typeof dtmmReader) => unknown): Promise<unknown>;
  remembered(name: string, store?: "localStorage" | "sessionStorage"): string | undefined;
  /** Shows the editor's notes of the page, this time. */
  showNotes(): Promise<unknown>;
  unstored: Record<string, string>;
  /** Resolves when the controls of answers are drawn, on pages where answering is on. */
  drawn?: Promise<unknown>;
  isInApp?: boolean;
};

/** Search, `search/main.js`. */
declare var dtmmFind: {
  start(): void;
  /** Lists the commands; the focus goes back to `from` once one is carried out. */
  open(from?: Element | null): void;
  /** Carries out the command that was chosen on another page. */
  arrive(): void;
  find(query: string, options: SearchOptions): SearchAnswer;
  search(query: string, options?: SearchOptions): Hit[];
  suggestions(query: string, limit?: number): string[];
};

/** The reading tools, `reading-tools/main.js`. */
declare var dtmmReader: {
  cite(button: HTMLElement): void;
  citeEntry(): void;
  list(): void;
  explain(link: HTMLAnchorElement): void;
  view(button: HTMLElement): void;
  show(): void;
  reveal(target: HTMLElement): void;
  arrive(): void;
  tell(text: string): void;
  shortcuts(): void;
};

/** The editor's notes, `notes/main.js`. */
declare var dtmmNoting: { remark(id: string): HTMLElement[]; show(isShown: boolean): void; toggle(): void };

/** Answering, `assessment-toggle/main.js`. */
declare var dtmmAnswering: { toggle(): void; drawn: Promise<unknown> | undefined };

/** Saves the map as a picture of this kind, `svg` or `png`: `map-picture/main.js`. */
declare var dtmmMapPicture: ((kind: string) => Promise<void>) | undefined;
/** What is handed on and taken in, `sharing/main.js`: opens a dialog; opens an encrypted file; reads a workbook, as an assessment or as a table of comments. */
declare var dtmmSharing: { show(name: string): unknown; decrypted(file: File): Promise<File | undefined>; read(file: File, isOfComments: boolean): Promise<File> } | undefined;
declare var dtmmCellPanel: ((cell: HTMLAnchorElement) => void) | undefined;

/** A picture as shapes, in pixels, the first at the back. */
interface Drawing { width: number; height: number; title: string; shapes: Shape[] }
type Shape = BoxShape | TextShape;
interface BoxShape { x: number; y: number; width: number; height: number; fill: string; line?: string }
interface TextShape { x: number; y: number; text: string; size: number; fill: string; isBold?: boolean; isCentred?: boolean }

/** Comments, `comments/main.js`. */
declare var dtmmComments: { begin(button: HTMLElement): Promise<void>; page(): Promise<void> };

// ---- Search

/** What a query names. */
interface Place { id?: string; /** The label of an entry without marks. */ letter?: string | null; subdomain?: string; level?: number; figure?: string; table?: string; clause?: string; domain?: string }

interface SearchDocument extends Place {
  id: string;
  kind: string;
  title?: Both;
  names: string[];
  passages: Both[];
  page: string;
  record?: string;
  modal?: string;
  conditional?: boolean;
  /** Found by its place only. */
  silent?: boolean;
  /** What it is part of. */
  within?: SearchDocument;
  /** The clause that consists of it and its like. */
  holder?: string;
  /** The characters of its Chinese passages. */
  length: number;
  /** Its rank in printed order. */
  order: number;
}

/** Where a word is found: in the title or a passage, from one index to before another. */
interface WordPlace { part: string; index: number; lang: Lang; start: number; end: number }

type SearchFilters = Partial<Record<"domain" | "level" | "kind" | "conditional", string>>;

interface SearchOptions {
  lang?: Lang;
  filters?: SearchFilters;
  /** The most hits in all. */
  limit?: number;
  /** The most hits of a group. */
  each?: number;
}

/** A text with the parts that match; `cut` says whether its beginning and end were cut off. */
interface Passage { lang: Lang; text: string; marks: [number, number][]; cut?: [boolean, boolean] }

interface Hit {
  kind: string;
  id: string;
  record?: string;
  group: string;
  score: number;
  domain?: string;
  subdomain?: string;
  level?: number;
  letter?: string | null;
  modal?: string;
  conditional?: boolean;
  path: string;
  title: string;
  titleMarks: [number, number][];
  place: string;
  text: string;
  marks: [number, number][];
  passages: Passage[];
}

interface SearchAnswer {
  /** In the order of display. */
  hits: Hit[];
  /** How many hits there are in all, and in each group. */
  total: number;
  totals: Map<string, number>;
  /** All documents that match, whatever the filters. */
  scored: Map<SearchDocument, number>;
  /** Whether the hits have only a part of the query. */
  partial: boolean;
  /** Words that were read as others. */
  corrected: { from: string; to: string }[];
  /** The parts of the query that were searched for instead of the whole. */
  parts: string[];
  /** The hit that the query names by its identifier. */
  exact?: Hit;
  /** The identifier that the query names and nothing has. */
  missing?: string;
}

// ---- Comments, in the form of their file

interface ReviewComment {
  id: string;
  at: string;
  place: string;
  original: string;
  proposal: string;
  reason: string;
  organization: string;
  note?: string;
  /** Fields of a newer version. */
  [field: string]: unknown;
}

interface CommentFile { organization: string; comments: ReviewComment[] }

// ---- The engines: `crates/scorer`

type Guard = <Values extends unknown[], Result>(call: (...values: Values) => Result) => (...values: Values) => Result | undefined;

/** The outline, words, names and entries that the engine gets, `crates/site/src/assets.rs`. */
declare var dtmmScorer: { outline: string; words: Record<string, string>; names: Record<string, string>; texts: string; labels: string; earlier?: { outline: string; changes: string; texts: string }[] } | undefined;
declare var dtmmGuard: Guard;

/** The engine that makes what is handed on; copies come as their text and the numbers of what was taken out. */
interface ShareEngine {
  encrypt(content: string, passphrase: string, random: Uint8Array): Uint8Array<ArrayBuffer>;
  randomBytes(): number;
  /** Throws why the file is not opened. */
  decrypt(bytes: Uint8Array, passphrase: string): Uint8Array<ArrayBuffer>;
  anonymous(outline: string, file: string, reason: string): [text: string, ...counts: number[]];
  withoutWords(outline: string, file: string, words: string): [text: string, found: number, unknown: number];
  link(outline: string, file: string): string;
  qrCode(text: string): [size: number, path: string] | undefined;
}
declare var dtmmSharer: (() => Promise<ShareEngine>) | undefined;

/** The engine of workbooks. */
interface WorkbookEngine {
  writeWorkbook(file: string, lang: Lang, byOwner: boolean, home?: string): Uint8Array<ArrayBuffer>;
  /** What became of a workbook, as a text that the engine of the page takes. */
  readWorkbook(bytes: Uint8Array): string;
  /** Its first sheet as a table, for comments. */
  firstTable(bytes: Uint8Array): string | undefined;
}
declare var dtmmWorkbooks: (() => Promise<WorkbookEngine>) | undefined;

interface Engine {
  /** Draws some controls; whether there are more to draw. */
  start(): boolean;
  stop(): void;
  /** The name without its ending and the text of the file; whether the reader gets all of it. */
  file(isSaved: boolean): [name: string, text: string] | undefined;
}
declare var dtmmEngine: (() => Promise<Engine>) | undefined;

/** What became of a file: problems, the act, how many were taken and how many were there already; then what else there is to say. */
type AddedFile = [problems: (string | number)[], id: string | undefined, taken: number, same: number, unknown: number, left: (string | number)[], edition: string | undefined, sample: string | undefined];

interface CommentEngine {
  open(edition: string, changed: (isNew: boolean) => void, guard: Guard): void;
  comments(): string;
  look(key?: string): boolean;
  change(kind: string, about: string, paths: string[], goesOn: boolean): string;
  isKept(): boolean;
  acts(): [id: string, kind: string, about: string, isUndone: boolean][];
  changes(id: string): string[];
  next(isUndo: boolean): string | undefined;
  undoOrRedo(id: string, isUndo: boolean): number | undefined;
  trouble(): string | undefined;
  keepAgain(): void;
  tryAgain(): void;
  /** Numbers and texts of the records that were put aside, in turn. */
  asides(): string[];
  hasNewer(): boolean;
  told(): void;
  table(ids: string[], headers: string[]): string;
  addFile(name: string, bytes: Uint8Array, headers: string[], anchor: (place: string) => string, suffix: string): AddedFile;
}
declare var dtmmCommenter: (() => Promise<CommentEngine>) | undefined;

// ---- What the types of browsers lack, or tell less exactly than these pages allow

declare var trustedTypes: { createPolicy(name: string, rules: object): { createScriptURL(path: string): unknown } } | undefined;

interface Navigator {
  readonly connection?: { saveData: boolean; effectiveType: string };
  /** Safari: whether the site runs from the home screen. */
  readonly standalone?: boolean;
}

interface ParentNode {
  // Pages have only HTML elements where scripts look.
  querySelector<Name extends keyof HTMLElementTagNameMap>(selector: Name): HTMLElementTagNameMap[Name] | null;
  querySelector(selector: string): HTMLElement | null;
  querySelectorAll<Name extends keyof HTMLElementTagNameMap>(selector: Name): NodeListOf<HTMLElementTagNameMap[Name]>;
  querySelectorAll(selector: string): NodeListOf<HTMLElement>;
}

interface Element {
  closest<Name extends keyof HTMLElementTagNameMap>(selector: Name): HTMLElementTagNameMap[Name] | null;
  closest(selector: string): HTMLElement | null;
}
