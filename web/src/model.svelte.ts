/**
 * The model that the lab trains, when it is not the line: its kit, which is loaded when the model is
 * chosen, the model on the data, its minimum, and its limits.
 */
import { fetchNormals } from './api';
import type { LabData } from './data';
import type { Lab } from './lab.svelte';
import { descend, type Run } from './lib/descent';
import { MODELS, Unsuitable, type Kit, type ModelName, type Recipe } from './lib/models/catalog';
import type { CurvedModel } from './lib/models/curved';
import { curvatureAt, minimumOf } from './lib/models/minimum';
import { globalLimit, limitOf, statusOf } from './lib/models/outlook';
import { cut } from './lib/rates';
import { linearRule, RULES } from './lib/rules';
import type { RunSettings } from './settings';

/** Products of two numbers in a run: about a second. */
const WORK = 3e8;
/** Of the limits at the start and at the solution: a rate to begin with. */
const HALF = 0.5;

export class ModelState {
  private kits = $state.raw<Partial<Record<ModelName, Kit>>>({});
  private normals = $state.raw<number[]>([]);

  constructor(private readonly lab: Lab) {}

  kit = $derived.by(() => this.kits[this.lab.model] ?? null);
  /** What the model is built with; it does not depend on the learning rate, so neither does the model. */
  private recipe = $derived.by((): Recipe => {
    const { alpha, l1_ratio, delta, hidden_units: hidden, loss, standardize } = this.lab;
    return { settings: { alpha, l1_ratio, delta, hidden }, loss, standardize, normals: this.normals };
  });
  /** The model on the data, or in a sentence why they do not suit it. */
  private built = $derived.by(() =>
    this.lab.data ? this.build(this.lab.data, this.lab.model, this.recipe) : null,
  );
  model = $derived(typeof this.built === 'string' ? null : this.built);
  fault = $derived(typeof this.built === 'string' ? this.built : '');
  minimum = $derived(this.model && minimumOf(this.model));
  /** The weights with the lowest loss, in the user's units. */
  best = $derived(this.model && this.minimum && this.model.inUserUnits(this.minimum.weights));
  limit = $derived.by(() => {
    const { run, rule } = this.lab;
    return this.model && run ? limitOf(this.model, this.minimum, RULES[rule], run) : null;
  });
  globalLimit = $derived.by(() => this.model && globalLimit(this.model, RULES[this.lab.rule]));
  /** The status of the run where the page itself is certain of it. */
  status = $derived.by(() => {
    const { run, rule, lr } = this.lab;
    return this.model && run ? statusOf(this.model, this.minimum, RULES[rule], lr, run) : null;
  });
  formulas = $derived.by(() => this.kit?.formulas(this.recipe) ?? null);

  /** Load what a model needs; it does nothing for the line. */
  async load(name: ModelName): Promise<void> {
    if (name === 'least-squares' || this.kits[name]) return;
    const [{ kit }, normals] = await Promise.all([
      MODELS[name].load(),
      name === 'network' ? fetchNormals() : this.normals,
    ]);
    this.normals = normals;
    this.kits = { ...this.kits, [name]: kit };
  }

  /** Whether data suit a model that is loaded. */
  suits(data: LabData, settings: RunSettings): boolean {
    return settings.model === 'least-squares' || typeof this.build(data, settings.model, this.recipeOf(settings)) === 'object';
  }

  /** Run the settings of a loaded model on the data; null if they do not suit it. */
  runOn(data: LabData, settings: RunSettings): Run | null {
    const model = this.build(data, settings.model, this.recipeOf(settings));
    return model && typeof model === 'object' ? run(model, settings) : null;
  }

  run = $derived.by(() => this.model && run(this.model, this.lab.runSettings()));

  /** Half of the lower of the limits at the start and at the solution. */
  usualRate(): number | null {
    const { model, minimum } = this;
    if (!model || !linearRule(this.lab.rule)) return null;
    const start = curvatureAt(model, model.fromUserUnits(this.lab.startWeights)).values[0];
    const steepest = Math.max(start, minimum?.steepest ?? 0);
    return steepest > 0 ? cut(HALF * RULES[this.lab.rule].rateLimit(steepest), 2) : null;
  }

  private build(data: LabData, name: ModelName, recipe: Recipe): CurvedModel | string | null {
    const kit = this.kits[name];
    if (!kit) return null;
    try {
      return kit.build(data, recipe);
    } catch (problem) {
      if (problem instanceof Unsuitable) return problem.message;
      throw problem;
    }
  }

  private recipeOf(settings: RunSettings): Recipe {
    const { loss, standardize } = settings;
    return { settings, loss, standardize, normals: this.normals };
  }
}

/** Whether a start is one number for each weight; several classes have a table of them. */
export const fits = (start: number[], outputs: number, size: number): boolean => outputs === 1 && start.length === size;

/** Run a model for the epochs that the page can afford. */
function run(model: CurvedModel, { lr, epochs, rule, start }: RunSettings): Run {
  const affordable = Math.floor(WORK / (model.problem.m * model.size));
  const first = start && fits(start, model.outputs, model.size) ? start : model.firstWeights;
  return descend(model, lr, Math.min(epochs, Math.max(affordable, 1)), first, rule);
}
