/** Setups of the lesson's runs for the lab, from experiments and from printed commands. */
import { CASES, EXAMPLE_ROWS, LESSON, POINTS, type DataDescriptor, type Lesson, type PointsName } from '../../data';
import type { Lab } from '../../lab.svelte';
import { defaultsOf, MODELS, type ModelName, type ModelSettings, type SettingName } from '../../lib/models/catalog';
import { RULES, type RuleName } from '../../lib/rules';
import { DEFAULTS, LIMITS } from '../../settings';
import type { Section, Setup } from './lesson';

export const DEMO: Setup = {
  verb: 'train',
  lr: DEFAULTS.lr,
  epochs: DEFAULTS.epochs,
  n: LESSON.n,
  noise: LESSON.noise,
  seed: LESSON.seed,
  low: LESSON.low,
  high: LESSON.high,
  standardize: false,
};

const NUMBERS = ['lr', 'epochs', 'n', 'noise', 'seed'] as const;
/** Commands about data rather than one run: the lab shows the data at their advised rate. */
const ON_DATA = ['fit', 'train', 'sweep', 'diagnose', 'compare'];
/** Options about printing, which take a value and do not change the run. */
const PRINTING = ['--every', '--loss'];

/** The setup of a command such as `downslope demo --lr 0.1`; null if the lab cannot show it. */
export function setupOf(command: string): Setup | null {
  const [program, verb, ...words] = command.trim().split(/[\s=]+/);
  if (program !== 'downslope') return null;
  if (verb === 'lab' && words.length === 0) return DEMO;
  if (verb === 'demo') return withOptions(DEMO, words);
  if (!ON_DATA.includes(verb ?? '')) return null;
  const data = words.shift() ?? '';
  if (data === '--case') return withOptions({ verb: 'compare', case: words.shift(), epochs: DEFAULTS.epochs }, words);
  if (!/^[a-z][\w-]*$/.test(data)) return null;
  const { epochs } = DEFAULTS;
  if (!isPoints(data)) return withOptions({ verb: 'data', dataset: data, epochs }, words);
  const points = { points: data, n: EXAMPLE_ROWS, seed: 0, standardize: false };
  return withOptions({ verb: 'model', ...points, epochs }, words);
}

const isPoints = (name: string): name is PointsName => Object.hasOwn(POINTS, name);
const isModel = (name: string): name is ModelName => Object.hasOwn(MODELS, name);
const SETTINGS: Record<string, SettingName> = {
  '--alpha': 'alpha',
  '--l1-ratio': 'l1_ratio',
  '--delta': 'delta',
  '--hidden': 'hidden',
};

/** The settings that a model runs with: those that are given, else its defaults. */
function settingsOf(setup: Setup): ModelSettings {
  const settings = defaultsOf(modelOf(setup));
  for (const name of MODELS[modelOf(setup)].takes) settings[name] = setup[name] ?? settings[name];
  return settings;
}
const modelOf = (setup: Setup): ModelName => setup.model || 'least-squares';

const isRule = (name: string): name is RuleName => Object.hasOwn(RULES, name);

function withOptions(begun: Setup, words: string[]): Setup | null {
  const setup = { ...begun };
  while (words.length > 0) {
    const option = words.shift() ?? '';
    const name = SETTINGS[option] ?? NUMBERS.find((each) => option === `--${each}`);
    if (option === '--standardize') setup.standardize = true;
    else if (option === '--rule') {
      const rule = words.shift() ?? '';
      if (!isRule(rule)) return null;
      setup.rule = rule;
    } else if (option === '--model') {
      const model = words.shift() ?? '';
      if (!isModel(model)) return null;
      setup.model = model;
    } else if (option === '--start') {
      setup.start = words.shift()?.split(',').map(Number) ?? [];
      if (!setup.start.every(Number.isFinite)) return null;
    } else if (PRINTING.includes(option)) words.shift();
    else if (name) {
      const value = Number(words.shift()?.split(',')[0]);
      if (!Number.isFinite(value)) return null;
      setup[name] = value;
    } else return null;
  }
  return setup;
}

const startOf = (setup: Setup): string => (setup.start ?? []).join();

export const same = (a: Setup, b: Setup): boolean =>
  a.verb === b.verb &&
  (a.case ?? '') === (b.case ?? '') &&
  a.dataset === b.dataset &&
  a.points === b.points &&
  startOf(a) === startOf(b) &&
  modelOf(a) === modelOf(b) &&
  MODELS[modelOf(a)].takes.every((name) => settingsOf(a)[name] === settingsOf(b)[name]) &&
  ((a.verb !== 'train' && a.verb !== 'model') ||
    ([...NUMBERS, 'low', 'high', 'standardize'].every(
      (name) => a[name as keyof Setup] === b[name as keyof Setup],
    ) &&
      (a.rule ?? 'gd') === (b.rule ?? 'gd') &&
      (a.batch_size ?? 0) === (b.batch_size ?? 0)));

/** Whether the lab can make this run: it has no mini-batches, no test data, and its own rules and models. */
export const isForLab = (setup: Setup): boolean =>
  setup.verb !== 'split' &&
  !setup.batch_size &&
  (setup.start_scale ?? 1) === 1 &&
  isModel(modelOf(setup)) &&
  isRule(setup.rule ?? 'gd') &&
  (!setup.points || isPoints(setup.points));

/** Whether the lab shows this run's outcome; the page always shows both levels of noise. */
export function isShown(setup: Setup, lab: Lab): boolean {
  const { descriptor: data } = lab;
  if (data.kind === 'case') return setup.verb === 'compare' && setup.case === data.case;
  if (data.kind === 'example' || setup.verb === 'model') return isShownModel(setup, lab);
  if (data.kind === 'dataset') return data.name === (setup.dataset ?? setup.case);
  if (data.kind !== 'lesson' || setup.verb !== 'train' || !isForLab(setup)) return false;
  if ((setup.rule ?? 'gd') !== 'gd' && setup.rule !== lab.rule) return false;
  const onThese = (['n', 'seed', 'low', 'high'] as const).every((name) => setup[name] === data[name]);
  return onThese && setup.lr === lab.lr && (setup.standardize ?? false) === lab.standardize;
}

function isShownModel(setup: Setup, lab: Lab): boolean {
  const { descriptor: data } = lab;
  if (data.kind !== 'example' || setup.verb !== 'model' || !isForLab(setup)) return false;
  const onThese = setup.points === data.points && setup.n === data.n && setup.seed === data.seed;
  const shown = lab.runSettings();
  const settings = settingsOf(setup);
  const alike = MODELS[lab.model].takes.every((name) => shown[name] === settings[name]);
  const run = startOf(setup) === (lab.start ?? []).join() && setup.lr === lab.lr && (setup.standardize ?? false) === lab.standardize;
  return onThese && modelOf(setup) === lab.model && alike && run && (setup.rule ?? 'gd') === lab.rule;
}

/** Make the run of a setup in the lab; false if it has no such run, or its data cannot be loaded. */
export async function runIn(lab: Lab, setup: Setup): Promise<boolean> {
  const data = isForLab(setup) ? dataOf(setup) : null;
  if (data === null) return false;
  if (!(await lab.load(data))) return false;
  await lab.recall({
    ...lab.runSettings(),
    model: modelOf(setup),
    ...settingsOf(setup),
    rule: setup.rule ?? 'gd',
    loss: 'mse',
    start: setup.start ?? null,
    standardize: setup.standardize ?? false,
    lr: setup.lr ?? lab.lr,
    epochs: Math.min(setup.epochs, LIMITS.epochs[1]),
  });
  if (setup.lr === undefined) lab.takeUsualRate();
  return true;
}

/** Show the setup in the lab from epoch 0, and play it unless reduced motion is preferred. */
export async function showInLab(lab: Lab, setup: Setup): Promise<boolean> {
  if (!(await runIn(lab, setup))) return false;
  const still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
  lab.rewind();
  if (still) lab.jump(lab.epochs);
  else lab.togglePlay();
  return true;
}

/** Sections whose landscapes open part two, after that of the line. */
const LANDSCAPES = ['huber', 'logistic', 'poisson'];

/** The commands whose runs a section pictures: its first one that is a model's, otherwise the first that the lab can run. */
export function picturedIn(section: Section, all: Section[]): string[] {
  if (section.id !== 'part-two') {
    const runs = section.see.filter(({ line }) => isPictured(setupOf(line)));
    const own = runs.find(({ line }) => setupOf(line)?.verb === 'model') ?? runs[0];
    return own ? [own.line] : [];
  }
  const others = all.filter((each) => LANDSCAPES.includes(each.id));
  return ['downslope train lesson-line --lr 0.01', ...others.flatMap((each) => picturedIn(each, []))];
}

const isPictured = (setup: Setup | null): boolean => setup !== null && isForLab(setup);

function dataOf(setup: Setup): DataDescriptor | null {
  if (setup.points) {
    return { kind: 'example', points: setup.points, n: setup.n ?? EXAMPLE_ROWS, seed: setup.seed ?? 0 };
  }
  if (setup.dataset) return { kind: 'dataset', name: setup.dataset };
  if (setup.verb !== 'compare') return lineOf(setup);
  const name = CASES.find((each) => each === setup.case);
  return name ? { kind: 'case', case: name } : null;
}

const lineOf = (setup: Setup): Lesson => ({
  kind: 'lesson',
  n: setup.n ?? LESSON.n,
  noise: setup.noise ?? LESSON.noise,
  seed: setup.seed ?? LESSON.seed,
  low: setup.low ?? LESSON.low,
  high: setup.high ?? LESSON.high,
});
