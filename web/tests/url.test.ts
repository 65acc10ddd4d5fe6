/** A link restores the page, and a hostile one cannot break it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CASES, LESSON, POINTS, type DataDescriptor, type PointsName } from '../src/data';
import { defaultsOf, MODELS, type ModelName } from '../src/lib/models/catalog';
import { RULES } from '../src/lib/rules';
import { LOSSES } from '../src/lib/problem';
import { HIDEABLE } from '../src/panels/share/links';
import { DEFAULTS, LIMITS, type RunSettings, type Settings } from '../src/settings';
import { hiddenControls } from '../src/hiding';
import { fromHash, packed, toHash } from '../src/url';

const line = { model: 'least-squares', ...defaultsOf('least-squares') } as const;
const full: Settings = {
  ...line,
  model: 'network',
  alpha: 0.125,
  hidden: 5,
  data: { kind: 'lesson', n: 60, noise: 2.5, seed: 7, low: -3, high: 4.5 },
  lr: 0.0123456789,
  epochs: 350,
  epoch: 57,
  rule: 'nesterov',
  loss: 'half-sse',
  standardize: true,
  start: [-1.25, 6],
  axes: [1, 0],
  residuals: 'squares',
  closedForm: false,
  pins: [
    { ...line, lr: 0.1, epochs: 200, rule: 'gd', loss: 'mse', standardize: false, start: null },
    {
      ...line,
      ...defaultsOf('elastic-net'),
      model: 'elastic-net',
      l1_ratio: 0.1,
      lr: 0.003, epochs: 50,
      rule: 'momentum',
      loss: 'sse',
      standardize: true,
      start: [1, 2],
    },
  ],
};

describe('a link', () => {
  it('restores everything', () => {
    const { settings, notices, namesData } = fromHash(toHash(full));
    expect(settings).toEqual(full);
    expect(notices).toEqual([]);
    expect(namesData).toBe(true);
  });

  it.each([
    { kind: 'case', case: 'large-d' },
    { kind: 'example', points: 'lesson-counts', n: 40, seed: 9 },
    { kind: 'dataset', name: 'lesson-yes-no' },
    { kind: 'file', features: ['a', 'b'] },
    { kind: 'upload', id: 'abc-123', target: 'y' },
    { kind: 'file', target: 'price', drop_missing: true },
    { kind: 'points', names: ['x'], target: 'y', columns: [[1, 2, 3]], y: [2, 4.5, 6] },
  ] as const)('restores data of kind $kind', (data) => {
    const settings = { ...DEFAULTS, data } as unknown as Settings;
    expect(fromHash(toHash(settings)).settings.data).toEqual(data);
  });

  it('without data leaves the choice to the server', () => {
    expect(fromHash('').namesData).toBe(false);
    expect(fromHash('').settings).toEqual(DEFAULTS);
  });
});

describe('a hostile link', () => {
  it.each([
    ['#lr=1e301', 'lr', 1e300],
    ['#lr=-1', 'lr', DEFAULTS.lr],
    ['#lr=NaN', 'lr', DEFAULTS.lr],
    ['#lr=', 'lr', DEFAULTS.lr],
    ['#epochs=1e12', 'epochs', 10_000],
    ['#epochs=2.6', 'epochs', 3],
    ['#rule=<script>', 'rule', 'gd'],
    ['#loss=constructor', 'loss', 'mse'],
    ['#rule=__proto__', 'rule', 'gd'],
    ['#start=1,two', 'start', null],
    ['#standardize=yes', 'standardize', false],
  ] as const)('%s is clamped with a notice', (hash, field, value) => {
    const { settings, notices } = fromHash(hash);
    expect(settings[field]).toEqual(value);
    expect(notices).toHaveLength(1);
  });

  it.each([
    '#data=../../etc/passwd',
    '#data=upload&id=../x',
    '#data=points&y=1',
    '#data=points&names=x&columns=1,2&y=1,2,3',
  ])('%s opens the lesson, with a notice', (hash) => {
    const { settings, notices, namesData } = fromHash(hash);
    expect(settings.data).toEqual(DEFAULTS.data);
    expect([notices.length, namesData]).toEqual([1, false]);
  });

  it('survives noise', () => {
    for (const hash of [
      '#%',
      '#=&=&',
      '#pin=;;;:',
      `#${'a=1&'.repeat(5000)}`,
      '#axes=0,0',
      '#axes=-1,2',
    ]) {
      expect(fromHash(hash).settings.axes).toBeNull();
    }
  });

  it('keeps the epoch within the run', () => {
    expect(fromHash('#epochs=50&epoch=200').settings.epoch).toBe(50);
  });
});

/** Links from a seed: good ones, and what is left of them after something happened. */
class Links {
  constructor(private seed: number) {}

  /** From 0 up to 1: mulberry32. */
  random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  whole = (most: number): number => Math.floor(this.random() * most);
  one = <T>(of: readonly T[]): T => of[this.whole(of.length)];
  between = ([low, high]: readonly [number, number]): number => low + this.random() * (high - low);

  run(): RunSettings {
    const model = this.one(Object.keys(MODELS) as ModelName[]);
    const settings = defaultsOf(model);
    for (const name of MODELS[model].takes) {
      const value = this.between(LIMITS[name]);
      settings[name] = name === 'hidden' ? Math.round(value) : value;
    }
    return {
      model,
      ...settings,
      lr: this.between(LIMITS.lr),
      epochs: 1 + this.whole(LIMITS.epochs[1]),
      rule: this.one(Object.keys(RULES) as RunSettings['rule'][]),
      loss: this.one(LOSSES),
      standardize: this.random() < 0.5,
      start: this.random() < 0.5 ? null : [this.between([-9, 9]), this.between([-9, 9])],
    };
  }

  data(): DataDescriptor {
    const low = this.between([-10, 10]);
    const lesson = { n: 2 + this.whole(99), noise: this.random(), seed: this.whole(1e9) };
    return this.one<DataDescriptor>([
      { kind: 'lesson', ...lesson, low, high: low + 1 + this.random() },
      { kind: 'example', points: this.one(Object.keys(POINTS) as PointsName[]), n: 12 + this.whole(99), seed: 3 },
      { kind: 'case', case: this.one(CASES) },
      { kind: 'dataset', name: 'hubble' },
      { kind: 'file', target: 'a b&c=d', drop_missing: true, features: ['x', 'y z'] },
      { kind: 'upload', id: 'abc-123', target: 'y' },
      { kind: 'points', names: ['x', 'é'], target: 'y', columns: [[1, 2], [3, 4.5]], y: [2, 1e-9] },
    ]);
  }

  good(): Settings {
    const run = this.run();
    return {
      ...run,
      data: this.data(),
      epoch: this.whole(run.epochs + 1),
      axes: this.random() < 0.5 ? null : [1, 0],
      residuals: this.one(['none', 'lines', 'squares']),
      closedForm: this.random() < 0.5,
      pins: Array.from({ length: this.whole(3) }, () => this.run()),
    };
  }

  damaged(): string {
    let link = toHash(this.good());
    for (let times = 1 + this.whole(4); times > 0; times--) link = this.spoilt(link);
    return link;
  }

  private spoilt(link: string): string {
    const at = this.whole(link.length + 1);
    const odd = this.one(ODD);
    const fields = link.replace(/^#/, '').split('&');
    const field = this.whole(fields.length);
    const name = fields[field].split('=')[0];
    switch (this.whole(7)) {
      case 0:
        return link.slice(0, at);
      case 1:
        return link.slice(0, at) + odd + link.slice(at + this.whole(3));
      case 2:
        return `#${fields.with(field, `${name}=${odd}`).join('&')}`;
      case 3:
        return `#${fields.with(field, new URLSearchParams([[name, odd]]).toString()).join('&')}`;
      case 4:
        return `#${[...fields, fields[field]].join('&')}`;
      case 5:
        return `#${fields.toSpliced(field, 1).join('&')}`;
      default:
        return `#${fields.map((each) => each.replace(/=.*/, (value) => (this.random() < 0.2 ? `=${odd}` : value))).join('&')}`;
    }
  }
}

const ODD = [
  ...['', ' ', 'NaN', 'Infinity', '-Infinity', '1e999', '-1', '0', '-0', '1e-400', '0x10', '1_0'],
  ...['9'.repeat(400), '1e308', '2.5', '１２', '%', '%E0%A4%A', '%00', '\u0000', '\ud800', '🙂'],
  ...['&', '=', '#', ';', ':', ',', ',,', '1,', ',1', '1,2,3', '[1]', '{}', 'null', 'undefined'],
  ...['__proto__', 'constructor', 'toString', '<script>', '../../etc/passwd', 'javascript:1'],
  ...['data=points', '&data=case', '&pin=lr:9', 'x'.repeat(5000), '1,'.repeat(6000)],
];

/** Without the sign of zero, which no address keeps and no run knows. */
const plain = (settings: Settings): unknown => JSON.parse(JSON.stringify(settings));

function expectUsable({ settings: found }: { settings: Settings }): void {
  const within = (value: number, [low, high]: readonly [number, number]) =>
    Number.isFinite(value) && value >= low && value <= high;
  for (const run of [found, ...found.pins]) {
    expect(within(run.lr, LIMITS.lr) && within(run.epochs, LIMITS.epochs)).toBe(true);
    expect(Number.isInteger(run.epochs) && Object.hasOwn(RULES, run.rule)).toBe(true);
    expect(LOSSES.includes(run.loss) && typeof run.standardize === 'boolean').toBe(true);
    expect(run.start === null || run.start.every((v) => within(v, [-1e9, 1e9]))).toBe(true);
    expect((run.start ?? []).length).toBeLessThanOrEqual(51);
  }
  expect(Number.isInteger(found.epoch) && within(found.epoch, [0, found.epochs])).toBe(true);
  expect(found.pins.length).toBeLessThanOrEqual(LIMITS.pins);
  expect(found.axes === null || new Set(found.axes).size === 2).toBe(true);
  const data = found.data;
  if (data.kind === 'lesson') {
    expect(within(data.n, LIMITS.n) && within(data.noise, LIMITS.noise)).toBe(true);
    expect(within(data.seed, LIMITS.seed) && data.low < data.high).toBe(true);
  } else if (data.kind === 'points') {
    expect(data.columns.every((column) => column.length === data.y.length)).toBe(true);
    expect([...data.columns.flat(), ...data.y].every(Number.isFinite)).toBe(true);
    expect(data.y.length).toBeLessThanOrEqual(LIMITS.points);
  } else if (data.kind === 'case') expect(CASES).toContain(data.case);
}

describe('links from a seed', () => {
  it('restore what they were made of', () => {
    const links = new Links(1);
    for (let k = 0; k < 1000; k++) {
      const good = links.good();
      const { settings, notices } = fromHash(toHash(good));
      expect(settings).toEqual(good);
      expect(notices).toEqual([]);
    }
  });

  it('give settings that can be used and that a link restores, whatever happened to them', () => {
    const links = new Links(2);
    let noticed = 0;
    for (let k = 0; k < 3000; k++) {
      const link = links.damaged();
      try {
        const found = fromHash(link);
        expectUsable(found);
        noticed += Number(found.notices.length > 0);
        if (found.settings.data.kind === 'points' && found.settings.data.y.length > 300) continue;
        expect(plain(fromHash(toHash(found.settings)).settings)).toEqual(plain(found.settings));
      } catch (error) {
        throw new Error(`link ${k}: ${link.slice(0, 500)}`, { cause: error });
      }
    }
    expect(noticed).toBeGreaterThan(600);
  });
});

it('the links of the pages open without a notice, and hide what there is', () => {
  const pages = ['README.md', 'docs/lab.md'].map((name) => readFileSync(`../${name}`, 'utf8')).join();
  const links = pages.match(/http:\/\/127\.0\.0\.1:\d+\/\?\S+?(?=`)/g) ?? [];
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(fromHash(new URL(link).hash).notices).toEqual([]);
  for (const [, names] of pages.matchAll(/\?hide=([\w,-]+)/g)) {
    for (const name of hiddenControls(`?hide=${names}`)) {
      expect(HIDEABLE.map((each) => each.name)).toContain(name);
    }
  }
});

it('hides the controls that a teacher names', () => {
  expect([...hiddenControls('?hide=rate, Data,&hide=pins')]).toEqual(['rate', 'data', 'pins']);
});

it('a packed link restores what the plain one does, and tells no value', () => {
  const settings = { ...DEFAULTS, lr: 0.03, epochs: 50, data: { ...LESSON, seed: 7 } };
  const plain = toHash(settings);
  const link = packed(plain);
  expect(link).toMatch(/^#run=[\w-]+$/);
  expect(link).not.toContain('0.03');
  expect(fromHash(link).settings).toEqual(fromHash(plain).settings);
  expect(fromHash(link).notices).toEqual([]);
});

it.each(['#run=%%%', '#run=é', '#run=a', '#run=<img src=x onerror=alert(1)>'])('a damaged packed link is said: %s', (link) => {
  const { settings, notices } = fromHash(link);
  expect(settings).toEqual(fromHash('').settings);
  expect(notices.join(' ')).toContain('The link is damaged');
});

it.each([
  ['rate', 'lr=abc&pin=lr:xyz', /lr|abc|xyz/],
  ['rate', 'lr=-5', /lr|rate|-5/],
  ['epochs', 'epochs=1e9', /epochs|1e9/],
  ['rule', 'rule=magic', /rule|magic/],
  ['data', 'data=lesson&noise=123456&low=7&high=6', /noise|123456|range/],
  ['data', 'data=nothing', /nothing/],
  ['model', 'model=wonder', /wonder/],
  ['model', 'model=ridge&alpha=-3', /alpha|-3/],
])('where %s is hidden, no notice names it: %s', (part, link, told) => {
  const open = fromHash(`#${link}`).notices;
  const closed = fromHash(`#${link}`, new Set([part])).notices;
  expect(open.join(' ')).toMatch(told);
  expect(closed).toHaveLength(open.length);
  expect(closed.join(' ')).not.toMatch(told);
});
