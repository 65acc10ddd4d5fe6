/** A link restores the page, and a hostile one cannot break it. */
import { describe, expect, it } from 'vitest';
import { DEFAULTS, type Settings } from '../src/settings';
import { fromHash, hiddenControls, toHash } from '../src/url';

const full: Settings = {
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
    { lr: 0.1, epochs: 200, rule: 'gd', loss: 'mse', standardize: false, start: null },
    { lr: 0.003, epochs: 50, rule: 'momentum', loss: 'sse', standardize: true, start: [1, 2] },
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

it('hides the controls that a teacher names', () => {
  expect([...hiddenControls('?hide=rate, Data,&hide=pins')]).toEqual(['rate', 'data', 'pins']);
});
