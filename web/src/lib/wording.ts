/** A diagnosis in words: a headline, its reason with the numbers, and what one click would change. */
import type { Diagnosis } from './diagnosis';
import { inWords } from './directions';
import { epochs as inEpochs, kept, number, percent } from './format';
import { cut, SMOOTH } from './rates';
import type { RuleName } from './rules';

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

export interface Scene {
  names: string[];
  /** Of the direction to blame. */
  direction: string;
  closedForm: number[];
  epochs: number;
  standardize: boolean;
  rule: RuleName;
  mostEpochs: number;
}

const LIMIT_FORMULAS: Record<RuleName, string> = {
  gd: '2/λ',
  momentum: '2(1 + β)/λ, β = 0.9,',
  nesterov: '2(1 + β)/((1 + 2β) λ), β = 0.9,',
};

/** As many digits as tell the limit from the rate beside it: 0.0250 and 0.0247. */
export const rate = (value: number): string => (Number.isFinite(value) ? number(value, 3) : '∞');

export function verdict(d: Diagnosis, scene: Scene): Verdict {
  return {
    lr_above_limit: aboveLimit,
    lr_near_limit: nearLimit,
    lr_too_small: tooSmall,
    slow_direction: slowDirection,
    noise_floor: noiseFloor,
    collinear,
    none: fine,
  }[d.cause](d, scene);
}

function aboveLimit(d: Diagnosis, scene: Scene): Verdict {
  return {
    tone: 'bad',
    headline: `Diverging, ×${number(d.growth, 2)} per epoch, limit ${rate(d.limit)}: use ${rate(d.advised)}.`,
    reason: `Along ${scene.direction} every epoch multiplies the error by ${number(d.growth, 3)} and the loss by ${number(d.growth * d.growth, 3)}. The limit is ${LIMIT_FORMULAS[scene.rule]} for the steepest direction; it belongs to these data.`,
    fix: { text: `Use ${rate(d.advised)}`, lr: d.advised },
  };
}

function nearLimit(d: Diagnosis): Verdict {
  const smooth = cut(SMOOTH * d.limit);
  return {
    tone: 'plain',
    headline: `See-sawing: the rate is ${percent(d.lr / d.limit)} of the limit ${rate(d.limit)}.`,
    reason: `Along the steepest direction the error changes its sign every epoch and keeps ${kept(d.kept)} of its size.`,
    fix: { text: `Use ${rate(smooth)}`, lr: smooth },
  };
}

function tooSmall(d: Diagnosis, scene: Scene): Verdict {
  return {
    tone: 'plain',
    headline: `Too slow: the rate is only ${number(d.lr / d.limit, 2)} of the limit ${rate(d.limit)}.`,
    reason: `Even along the steepest direction an epoch changes little, and ${inEpochs(scene.epochs)} are not enough: the loss is ${number(d.finalLoss)} and its floor ${number(d.minLoss)}.`,
    fix: { text: `Use ${rate(d.advised)}`, lr: d.advised },
  };
}

function slowDirection(d: Diagnosis, scene: Scene): Verdict {
  const weight = inWords(scene.names[d.worstWeight]);
  const near = d.finalLoss < 1.1 * d.minLoss;
  return {
    tone: 'plain',
    headline: `${near ? 'The loss looks done, but' : 'Still on its way:'} ${weight} is ${number(Math.abs(d.worstError), 3)} away from ${number(scene.closedForm[d.worstWeight], 4)}.`,
    reason: `The cause is a slow direction: along ${scene.direction} an epoch keeps ${kept(d.kept)} of the error. The loss is ${number(d.finalLoss)}, its floor ${number(d.minLoss)}.`,
    fix: scene.standardize
      ? longer(d, scene)
      : { text: 'Standardise the columns', standardize: true },
  };
}

function noiseFloor(d: Diagnosis): Verdict {
  return {
    tone: 'good',
    headline: `Nothing is left to gain: the loss is ${number(d.finalLoss)}, its floor ${number(d.minLoss)}.`,
    reason: `What remains is noise in the target, s = ${number(d.noiseStd, 3)}. More epochs change nothing that these data can show.`,
    fix: null,
  };
}

function collinear(d: Diagnosis): Verdict {
  return {
    tone: 'plain',
    headline: 'The predictions are fine, the weights are not identifiable.',
    reason: `Columns depend on each other: along such directions the loss is flat and training leaves the weights where they started. The loss is ${number(d.finalLoss)}, its floor ${number(d.minLoss)}.`,
    fix: null,
  };
}

function fine(d: Diagnosis, scene: Scene): Verdict {
  const done = d.status === 'converged';
  return {
    tone: 'good',
    headline: done
      ? 'Converged: every weight is right to three digits.'
      : `On its way: ${inEpochs(d.forecast.toTolerance)} in all will do.`,
    reason: `The loss is ${number(d.finalLoss)} after ${inEpochs(scene.epochs)}, its floor ${number(d.minLoss)}.`,
    fix: done ? null : longer(d, scene),
  };
}

function longer(d: Diagnosis, scene: Scene): Fix | null {
  const needed = d.forecast.toTolerance;
  if (!(needed <= scene.mostEpochs) || needed <= scene.epochs) return null;
  return { text: `Train ${inEpochs(needed)}`, epochs: needed };
}
