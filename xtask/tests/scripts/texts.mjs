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
    zh: { printed_place: '{clause} 表 {table} {subdomain} {level} {letter})', table_caption: '表 {table} {caption}', find_figure: '图 {number}' },
    en: { printed_place: '{clause} Table {table} {subdomain} {level} {letter})', table_caption: 'Table {table} {caption}', find_figure: 'Figure {number}' },
  },
  traditional: '灌灌錄录',
};
