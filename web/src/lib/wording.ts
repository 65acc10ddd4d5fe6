/** Sentences of a diagnosis: a headline, its reason with the numbers, and a change to apply. */
import type { Diagnosis } from './diagnosis';
import { inWords } from './directions';
import { epochs as inEpochs, kept, number, percent } from './format';
import type { LinearRuleName } from './rules';

export interface Verdict {
  tone: 'bad' | 'plain' | 'good';
  headline: string;
  reason: string;
  fix: Fix | null;
}

export interface Fix {
  text: string;
  lr?: number;
  standardize?: boolean;
  epochs?: number;
}

/** What the sentences mention besides the diagnosis. */
export interface Setting {
  names: string[];
  /** Name of the responsible direction. */
  direction: string;
  closedForm: number[];
  epochs: number;
  standardize: boolean;
  rule: LinearRuleName;
  mostEpochs: number;
  /** What remains at the floor, in a sentence. */
  remains: string;
}

/** A headline without a number, for pages that hide what the numbers tell. */
export function briefly(d: Diagnosis): string {
  return {
    lr_above_limit: 'Diverging.',
    lr_near_limit: 'See-sawing.',
    lr_too_small: 'Too slow.',
    slow_direction: 'Not there yet, whatever the loss looks like.',
    noise_floor: 'Nothing is left to gain.',
    collinear: 'The data do not determine the weights: other weights predict as well.',
    none: d.status === 'converged' ? 'Converged.' : 'Converging.',
  }[d.cause];
}

const LIMIT_FORMULAS: Record<LinearRuleName, string> = {
  gd: '2/λ',
  momentum: '2(1 + β)/λ with β = 0.9',
  nesterov: '2(1 + β)/((1 + 2β) λ) with β = 0.9',
};

/** A learning rate to three digits, enough to tell it from the limit: 0.0250 and 0.0247. */
export const rate = (value: number): string => (Number.isFinite(value) ? number(value, 3) : '∞');

/** What remains at the floor, where no test tells more. */
export const UNKNOWN =
  'What remains is what these columns cannot explain: noise, a curve, or missing columns.';

/** The floor of the loss; of exact data only rounding is left there. */
export const floor = (d: Diagnosis): string => (d.exact ? '0 (exact)' : number(d.minLoss));

export function verdict(d: Diagnosis, setting: Setting): Verdict {
  return {
    lr_above_limit: aboveLimit,
    lr_near_limit: nearLimit,
    lr_too_small: tooSmall,
    slow_direction: slowDirection,
    noise_floor: noiseFloor,
    collinear,
    none: fine,
  }[d.cause](d, setting);
}

function aboveLimit(d: Diagnosis, setting: Setting): Verdict {
  return {
    tone: 'bad',
    headline: `Diverging, ×${number(d.growth, 2)} per epoch: the limit is ${rate(d.limit)}. Use ${rate(d.advised)}.`,
    reason: `Along the steepest direction, ${setting.direction}, every epoch multiplies the error by ${number(d.growth, 3)} and the loss by ${number(d.growth * d.growth, 3)}. The limit is ${LIMIT_FORMULAS[setting.rule]}, where λ is the curvature of the loss along this direction. Different data have a different limit.`,
    fix: { text: `Use ${rate(d.advised)}`, lr: d.advised },
  };
}

function nearLimit(d: Diagnosis): Verdict {
  return {
    tone: 'plain',
    headline: `See-sawing: the learning rate is ${percent(d.lr / d.limit)} of the limit ${rate(d.limit)}.`,
    reason: `Along the steepest direction, the error changes sign every epoch and keeps ${kept(d.growth)} of its size.`,
    fix: { text: `Use ${rate(d.advised)}`, lr: d.advised },
  };
}

function tooSmall(d: Diagnosis, setting: Setting): Verdict {
  return {
    tone: 'plain',
    headline: `Too slow: the learning rate is only ${number(d.lr / d.limit, 2)} of the limit ${rate(d.limit)}.`,
    reason: `Even along the steepest direction, an epoch changes little, and ${inEpochs(setting.epochs)} are not enough: the loss is ${number(d.finalLoss)} and its floor is ${floor(d)}.`,
    fix: { text: `Use ${rate(d.advised)}`, lr: d.advised },
  };
}

function slowDirection(d: Diagnosis, setting: Setting): Verdict {
  const weight = inWords(setting.names[d.worstWeight], setting.names);
  const near = d.finalLoss < 1.1 * d.minLoss;
  return {
    tone: 'plain',
    headline: `${near ? 'The loss looks done, but' : 'Not there yet:'} ${weight} is ${number(Math.abs(d.worstError), 3)} ${d.worstError < 0 ? 'below' : 'above'} its best value, ${number(setting.closedForm[d.worstWeight], 4)}.`,
    reason: `The cause is a slow direction, ${setting.direction}: along it, each epoch leaves ${kept(d.kept)} of the error. The loss is ${number(d.finalLoss)} and its floor is ${floor(d)}.`,
    fix: setting.standardize
      ? longer(d, setting)
      : { text: 'Standardize the columns', standardize: true },
  };
}

function noiseFloor(d: Diagnosis, setting: Setting): Verdict {
  return {
    tone: 'good',
    headline: `Nothing is left to gain: the loss is ${number(d.finalLoss)} and its floor is ${floor(d)}.`,
    reason: `${setting.remains} (Residual standard deviation ${number(d.noiseStd, 3)}.) More epochs would change nothing that these data can show.`,
    fix: null,
  };
}

function collinear(d: Diagnosis): Verdict {
  return {
    tone: 'plain',
    headline: 'The data do not determine the weights: other weights predict as well.',
    reason: `Some columns depend on each other. Along such directions the loss is flat, and training leaves the weights where they started. The loss is ${number(d.finalLoss)} and its floor is ${floor(d)}.`,
    fix: null,
  };
}

function fine(d: Diagnosis, setting: Setting): Verdict {
  const done = d.status === 'converged';
  return {
    tone: 'good',
    headline: done
      ? 'Converged: every weight is right to three digits.'
      : `Converging: ${inEpochs(d.forecast.toTolerance)} in all are enough.`,
    reason: `The loss is ${number(d.finalLoss)} after ${inEpochs(setting.epochs)}, and its floor is ${floor(d)}.`,
    fix: done ? null : longer(d, setting),
  };
}

function longer(d: Diagnosis, setting: Setting): Fix | null {
  const needed = d.forecast.toTolerance;
  if (!(needed <= setting.mostEpochs) || needed <= setting.epochs) return null;
  return { text: `Train ${inEpochs(needed)}`, epochs: needed };
}
