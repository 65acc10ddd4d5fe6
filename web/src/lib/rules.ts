/**
 * Update rules: the direction of a step, from the gradient and the velocity.
 *
 *   gd         direction = g
 *   momentum   v ← β v + g,   direction = v
 *   nesterov   v ← β v + g,   direction = g + β v
 *
 * and then w ← w − lr · direction. Python's `rules.py` is the reference.
 */
export type RuleName = 'gd' | 'momentum' | 'nesterov';

export interface Rule {
  readonly name: RuleName;
  /** The share of the velocity that an update keeps. */
  readonly beta: number;
  /** Turns `velocity` into the new one and returns component j of the direction. */
  direction(gradient: number, velocity: Float64Array, j: number): number;
  /** The rate at which the error along a direction of this curvature stops shrinking. */
  rateLimit(curvature: number): number;
  /** [trace, determinant, first] of e(t+1) = trace·e(t) − determinant·e(t−1), for step = lr·λ. */
  recurrence(step: number): [number, number, number];
}

const BETA = 0.9;

const gd: Rule = {
  name: 'gd',
  beta: 0,
  direction: (gradient) => gradient,
  rateLimit: (curvature) => 2 / curvature,
  recurrence: (step) => [1 - step, 0, 1 - step],
};

const momentum: Rule = {
  name: 'momentum',
  beta: BETA,
  direction: (gradient, velocity, j) => (velocity[j] = BETA * velocity[j] + gradient),
  rateLimit: (curvature) => (2 * (1 + BETA)) / curvature,
  recurrence: (step) => [1 + BETA - step, BETA, 1 - step],
};

const nesterov: Rule = {
  name: 'nesterov',
  beta: BETA,
  direction: (gradient, velocity, j) =>
    gradient + BETA * (velocity[j] = BETA * velocity[j] + gradient),
  rateLimit: (curvature) => (2 * (1 + BETA)) / (1 + 2 * BETA) / curvature,
  recurrence: (step) => [(1 + BETA) * (1 - step), BETA * (1 - step), 1 - (1 + BETA) * step],
};

export const RULES: Record<RuleName, Rule> = { gd, momentum, nesterov };
