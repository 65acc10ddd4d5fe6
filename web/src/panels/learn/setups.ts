/** Runs of the lesson, set up in the lab: those of experiments, and those of the commands it prints. */
import { CASES, LESSON, type CaseName, type Lesson } from '../../data';
import type { Lab } from '../../lab.svelte';
import { DEFAULTS, LIMITS } from '../../settings';
import type { Setup } from './lesson';

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

/** What `downslope demo --lr 0.1` runs; null for a command that the lab does not show. */
export function setupOf(command: string): Setup | null {
  const [program, verb, ...words] = command.trim().split(/[\s=]+/);
  if (program !== 'downslope') return null;
  if (verb === 'lab' && words.length === 0) return DEMO;
  if (verb !== 'demo') return null;
  const setup: Setup = { ...DEMO };
  while (words.length > 0) {
    const option = words.shift() ?? '';
    const name = NUMBERS.find((each) => option === `--${each}`);
    if (option === '--standardize') setup.standardize = true;
    else if (name) {
      const value = Number(words.shift());
      if (!Number.isFinite(value)) return null;
      setup[name] = value;
    } else return null;
  }
  return setup;
}

export const same = (a: Setup, b: Setup): boolean =>
  a.verb === b.verb &&
  (a.verb === 'compare'
    ? a.case === b.case
    : [...NUMBERS, 'low', 'high', 'standardize'].every(
        (name) => a[name as keyof Setup] === b[name as keyof Setup],
      ));

/** Set the lab to it, at its first epoch, and let it run unless motion is unwelcome. */
export async function showInLab(lab: Lab, setup: Setup): Promise<boolean> {
  const isCase = setup.verb === 'compare';
  if (isCase && !CASES.includes(setup.case as CaseName)) return false;
  const data = isCase ? { kind: 'case' as const, case: setup.case as CaseName } : lineOf(setup);
  if (!(await lab.load(data, { advisedRate: isCase }))) return false;
  lab.recall({
    ...lab.runSettings(),
    rule: 'gd',
    loss: 'mse',
    start: null,
    standardize: setup.standardize ?? false,
    lr: isCase ? lab.lr : (setup.lr ?? DEFAULTS.lr),
    epochs: Math.min(setup.epochs, LIMITS.epochs[1]),
  });
  const still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
  lab.rewind();
  if (still) lab.jump(lab.epochs);
  else lab.togglePlay();
  return true;
}

const lineOf = (setup: Setup): Lesson => ({
  kind: 'lesson',
  n: setup.n ?? LESSON.n,
  noise: setup.noise ?? LESSON.noise,
  seed: setup.seed ?? LESSON.seed,
  low: setup.low ?? LESSON.low,
  high: setup.high ?? LESSON.high,
});
