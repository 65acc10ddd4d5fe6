/**
 * Update rules: the direction of a step, from the gradient and what the rule remembers.
 *
 *   gd         direction = g
 *   momentum   v ← β v + g,   direction = v
 *   nesterov   v ← β v + g,   direction = g + β v
 *   adam       v ← β₁ v + (1 − β₁) g,   s ← β₂ s + (1 − β₂) g²,
 *              direction = (v / (1 − β₁ᵗ)) / (√(s / (1 − β₂ᵗ)) + ε)
 *
 * and then w ← w − lr · direction. Python's `rules.py` is the reference.
 */
export type LinearRuleName = 'gd' | 'momentum' | 'nesterov';
export type RuleName = LinearRuleName | 'adam';

/** What a rule remembers of the gradients of p weights. */
export interface Memory {
  readonly velocity: Float64Array;
  readonly squares: Float64Array;
  /** What the rule divides the gradients by; 1 for most rules. */
  readonly divisors: Float64Array;
  /** Updates so far, with the one that is being made. */
  updates: number;
}

export interface StepRule {
  readonly name: RuleName;
  /** Changes the memory of weight j and returns component j of the direction. */
  direction(gradient: number, memory: Memory, j: number): number;
  /** The rate at which the error along a direction of this curvature, over the divisors, stops shrinking. */
  rateLimit(curvature: number): number;
}

/** A rule whose steps are linear in the gradients: a run on a line has a closed form. */
export interface Rule extends StepRule {
  readonly name: LinearRuleName;
  /** The share of the velocity that an update keeps. */
  readonly beta: number;
  /** [trace, determinant, first] of e(t+1) = trace·e(t) − determinant·e(t−1), for step = lr·λ. */
  recurrence(step: number): [number, number, number];
}

const BETA = 0.9;
const BETA_SQUARES = 0.999;
const EPSILON = 1e-8;

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
  direction: (gradient, { velocity }, j) => (velocity[j] = BETA * velocity[j] + gradient),
  rateLimit: (curvature) => (2 * (1 + BETA)) / curvature,
  recurrence: (step) => [1 + BETA - step, BETA, 1 - step],
};

const nesterov: Rule = {
  name: 'nesterov',
  beta: BETA,
  direction: (gradient, { velocity }, j) =>
    gradient + BETA * (velocity[j] = BETA * velocity[j] + gradient),
  rateLimit: (curvature) => (2 * (1 + BETA)) / (1 + 2 * BETA) / curvature,
  recurrence: (step) => [(1 + BETA) * (1 - step), BETA * (1 - step), 1 - (1 + BETA) * step],
};

const adam: StepRule = {
  name: 'adam',
  direction(gradient, { velocity, squares, divisors, updates }, j) {
    velocity[j] = BETA * velocity[j] + (1 - BETA) * gradient;
    squares[j] = BETA_SQUARES * squares[j] + (1 - BETA_SQUARES) * (gradient * gradient);
    divisors[j] = Math.sqrt(squares[j] / (1 - BETA_SQUARES ** updates)) + EPSILON;
    return velocity[j] / (1 - BETA ** updates) / divisors[j];
  },
  rateLimit: (curvature) => (2 * (1 + BETA)) / (1 - BETA) / curvature,
};

const LINEAR: Record<LinearRuleName, Rule> = { gd, momentum, nesterov };
export const RULES: Record<RuleName, StepRule> = { ...LINEAR, adam };

/** The rule if its steps are linear in the gradients, else null. */
export const linearRule = (name: RuleName): Rule | null => (name === 'adam' ? null : LINEAR[name]);

export const memoryOf = (p: number): Memory => ({
  velocity: new Float64Array(p),
  squares: new Float64Array(p),
  divisors: new Float64Array(p).fill(1),
  updates: 0,
});
