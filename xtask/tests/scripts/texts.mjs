// A small made-up standard in the form that `site/assets/globals.d.ts` declares.
const both = (zh, en) => ({ zh, en });
const anchor = (id, kind, clause, more) => ({ id, kind, clause, page: 'standard.html', ...more });
const clause = (number) => [anchor(`clause-${number}`, 'clause', number, { number })];
const entry = (id, letter, zh, en, more = {}) => ({ id, letter, modal: 'shall', zh, en, ...more });

export const TEXTS = {
  languages: ['zh', 'en'],
  number: 'T/1',
  edition: '2030-draft',
  status: both('草案', 'draft'),
  title: both('标准', 'Standard'),
  base: null,
  anchors: [
    anchor('cover', 'part', 'cover', { page: undefined, label: '封面' }),
    ...clause('3'),
    anchor('term-3.1', 'term', '3', { number: '3.1' }),
    anchor('term-3.1-note-1', 'term', '3', { number: '3.1-note-1' }),
    ...clause('4'),
    anchor('abbreviation-IT', 'abbreviation', '4', { label: '4 IT' }),
    ...clause('5'),
    anchor('figure-1', 'figure', '5', { number: '1', label: '图 1' }),
    ...clause('6'),
    anchor('figure-2', 'figure', '6', { number: '2', label: '图 2' }),
    anchor('level-1', 'level', '6', { label: '6 一级' }),
    anchor('level-2', 'level', '6', { label: '6 二级' }),
    ...clause('7'),
    anchor('table-1', 'table', '7', { number: '1', label: '表 1' }),
    ...clause('8'),
    ...clause('8.1'),
    anchor('table-2', 'table', '8.1', { number: '2', label: '表 2' }),
    anchor('WTR', 'subdomain', '8.1', { page: 'garden/watering.html' }),
  ],
  record: 'r/{id}.html',
  labels: ['', ')'],
  levels: [both('一级', 'Level 1'), both('二级', 'Level 2')]
    .map((name, index) => ({ id: `level-${index + 1}`, page: `level-${index + 1}.html`, name, text: both('说明', 'About') })),
  domains: [{
    id: 'clause-8.1', slug: 'garden', page: 'garden.html', clause: '8.1', table: 2, name: both('园艺', 'Garden'), caption: both('园艺要求', 'Garden requirements'), intro: both('园艺', 'About gardens'),
    subdomains: [{
      code: 'WTR', slug: 'watering', name: both('灌溉管理', 'Watering'),
      cells: [
        { id: 'WTR-1', entries: [entry('WTR-101', 'a', '应记录每日灌溉水量', 'shall record the water of each day')] },
        { id: 'WTR-2', entries: [entry('WTR-201', 'a', '应自动记录每日灌溉水量', 'shall automatically record the water of each day', { examples: [both('传感器', 'sensors')] }),
          entry('WTR-202', 'b', '宜预测用水需求', 'should predict the demand for water', { modal: 'should' })] },
      ],
    }],
  }],
  parts: [['3', '术语', 'Terms'], ['4', '缩略语', 'Abbreviations'], ['5', '构成', 'Composition'], ['6', '等级', 'Levels'], ['7', '能力域', 'Domains'], ['8', '要求', 'Requirements']]
    .map(([number, zh, en]) => ({ id: `clause-${number}`, number, page: 'standard.html', title: both(zh, en), paragraphs: [] })),
  methods: [],
  terms: [{ id: 'term-3.1', number: '3.1', name: both('土壤', 'soil'), definition: both('植物生长之处', 'where plants grow'), notes: [{ id: 'term-3.1-note-1', text: both('注', 'note') }] }],
  abbreviations: [{ id: 'abbreviation-IT', short: 'IT', name: both('信息技术', 'information technology') }],
  additions: [],
  references: [],
  moved: {},
  words: {
    zh: { printed_place: '{clause} 表 {table} {subdomain} {level} {label}', printed_place_unlabelled: '{clause} 表 {table} {subdomain} {level}', table_caption: '表 {table} {caption}', find_figure: '图 {number}' },
    en: { printed_place: '{clause} Table {table} {subdomain} {level} {label}', printed_place_unlabelled: '{clause} Table {table} {subdomain} {level}', table_caption: 'Table {table} {caption}', find_figure: 'Figure {number}' },
  },
  traditional: '灌灌錄录',
};

/** Another standard: three levels, codes of two and five letters, a cell without entries, labels that are numbers, a table with two digits. */
export const OTHER_TEXTS = {
  ...TEXTS,
  anchors: [
    ...clause('10'),
    ...clause('10.2'),
    anchor('table-12', 'table', '10.2', { number: '12', label: '表 12' }),
    anchor('AI', 'subdomain', '10.2', { page: 'work/models.html' }),
    anchor('TOOLS', 'subdomain', '10.2', { page: 'work/tools.html' }),
  ],
  levels: ['Begun', 'Done', 'Mastered']
    .map((name, index) => ({ id: `level-${index + 1}`, page: `level-${index + 1}.html`, name: both(name, name), text: both('说明', 'About') })),
  labels: ['', '.'],
  domains: [{
    id: 'clause-10.2', slug: 'work', page: 'work.html', clause: '10.2', table: 12, name: both('工作', 'Work'), caption: both('工作', 'Work'), intro: both('工作', 'Work'),
    subdomains: [
      { code: 'AI', slug: 'models', name: both('模型', 'Models'), cells: [
        { id: 'AI-1', entries: [entry('AI-101', '1', '应有', 'there is one')] }, { id: 'AI-2', entries: [] }, { id: 'AI-3', entries: [entry('AI-301', '1', '应好', 'it is good')] },
      ] },
      { code: 'TOOLS', slug: 'tools', name: both('工具', 'Tools'), cells: [
        { id: 'TOOLS-1', entries: [entry('TOOLS-101', '1', '应清洁', 'they are clean'), entry('TOOLS-102', '2', '应锋利', 'they are sharp')] }, { id: 'TOOLS-2', entries: [] }, { id: 'TOOLS-3', entries: [] },
      ] },
    ],
  }],
  parts: [{ id: 'clause-10', number: '10', page: 'standard.html', title: both('要求', 'Requirements'), paragraphs: [] }],
  terms: [],
  abbreviations: [],
};
