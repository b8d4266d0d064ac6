// A small made-up standard in the form that `site/assets/globals.d.ts` declares.
const both = (zh, en) => ({ zh, en });
const entry = (id, letter, zh, en, more = {}) => ({ id, letter, modal: 'shall', zh, en, ...more });

export const TEXTS = {
  number: 'T/1',
  edition: '2030-draft',
  status: both('草案', 'draft'),
  title: both('标准', 'Standard'),
  base: null,
  levels: [both('一级', 'Level 1'), both('二级', 'Level 2')].map((name) => ({ name, text: both('说明', 'About') })),
  domains: [{
    slug: 'garden', clause: '8.1', table: 2, name: both('园艺', 'Garden'), caption: both('园艺要求', 'Garden requirements'), intro: both('园艺', 'About gardens'),
    subdomains: [{
      code: 'WTR', slug: 'watering', name: both('灌溉管理', 'Watering'),
      cells: [
        [entry('WTR-101', 'a', '应记录每日灌溉水量', 'shall record the water of each day')],
        [entry('WTR-201', 'a', '应自动记录每日灌溉水量', 'shall automatically record the water of each day', { examples: [both('传感器', 'sensors')] }),
          entry('WTR-202', 'b', '宜预测用水需求', 'should predict the demand for water', { modal: 'should' })],
      ],
    }],
  }],
  parts: [['clause-3', '术语', 'Terms'], ['clause-4', '缩略语', 'Abbreviations'], ['clause-6', '等级', 'Levels'], ['clause-8', '要求', 'Requirements']]
    .map(([id, zh, en]) => ({ id, title: both(zh, en), paragraphs: [] })),
  methods: [],
  terms: [{ number: '3.1', name: both('土壤', 'soil'), definition: both('植物生长之处', 'where plants grow'), notes: [both('注', 'note')] }],
  abbreviations: [{ short: 'IT', name: both('信息技术', 'information technology') }],
  additions: [],
  references: [],
  bibliography: [],
  moved: {},
  words: {
    zh: { printed_place: '{clause} 表 {table} {subdomain} {level} {letter})', table_caption: '表 {table} {caption}', find_figure: '图 {number}' },
    en: { printed_place: '{clause} Table {table} {subdomain} {level} {letter})', table_caption: 'Table {table} {caption}', find_figure: 'Figure {number}' },
  },
  traditional: '灌灌錄录',
};
