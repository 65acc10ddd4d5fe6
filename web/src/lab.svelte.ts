/**
 * State of the lab: the data, the run's settings, everything derived from them, and the methods that
 * change them.
 *
 * The problem is derived from the data, the run from the problem, and the diagnosis from the
 * spectrum. One epoch cursor moves all charts.
 */
import { ApiError, fetchData, startUp } from './api';
import { runOn } from './compare';
import { EXAMPLE_ROWS, LESSON, type DataDescriptor, type FileInfo, type LabData } from './data';
import { descend, weightsAt, type Run } from './lib/descent';
import { diagnose } from './lib/diagnosis';
import { defaultsOf, MODELS, type ModelName } from './lib/models/catalog';
import { leastSquares, problemOf, scores, standardized, type LossName } from './lib/problem';
import { advisedRate, AT_THE_END, cut, dividedLimit, rateLimit } from './lib/rates';
import { linearRule, RULES, type RuleName } from './lib/rules';
import { spectrumOf } from './lib/spectrum';
import {
  clamp,
  DEFAULTS,
  LIMITS,
  type ResidualStyle,
  type RunSettings,
  type Settings,
} from './settings';
import { fits, ModelState } from './model.svelte';
import { hiddenControls, isHidden } from './hiding';
import { fromHash } from './url';

export interface Pin extends RunSettings {
  id: number;
  /** Index of its color. */
  color: number;
  run: Run;
  /** Whether the run was made on data that are no longer shown. */
  onOtherData: boolean;
}

/** Of the epochs of a run: one part in this many reaches the minimum, with steps as long as the rate. */
const EARLY = 10;

const LOSS_NAMES: Partial<Record<ModelName, string>> = {
  huber: 'mean Huber loss',
  logistic: 'negative log-likelihood',
  softmax: 'negative log-likelihood',
  poisson: 'negative log-likelihood',
};

export interface LoadOptions {
  /** Whether to choose a learning rate that suits the new data. */
  advisedRate?: boolean;
}

/** Parts of the page that reveal how a run goes or ends. */
const OUTCOMES = ['verdict', 'contour', 'losses', 'weights', 'directions', 'steps', 'compare', 'play'];

/** Parts that tell how a run ends, before it has been played. */
const ENDINGS = ['verdict', 'directions', 'compare', 'limits', 'pins'];

export class Lab {
  descriptor = $state.raw<DataDescriptor>(DEFAULTS.data);
  data = $state.raw<LabData | null>(null);
  file = $state.raw<FileInfo | null>(null);
  version = $state('');
  /** Meanings of terms. */
  words = $state.raw<Record<string, string>>({});
  loading = $state(false);
  /** Whether the requested data have been opened or refused. */
  opened = $state(false);
  error = $state('');
  notices = $state.raw<string[]>([]);
  hidden: Set<string>;
  /** Whether the run's outcome has been seen, or a link asked for it; the page opens before that. */
  revealed = $state(true);
  /** How fast the epochs are played, as a multiple. */
  speed = $state(1);
  /** Whether an open question asks about this run: nothing beyond its start is shown. */
  sealed = $state(false);

  model = $state<ModelName>(DEFAULTS.model);
  alpha = $state(DEFAULTS.alpha);
  l1_ratio = $state(DEFAULTS.l1_ratio);
  delta = $state(DEFAULTS.delta);
  hidden_units = $state(DEFAULTS.hidden);
  lr = $state(DEFAULTS.lr);
  epochs = $state(DEFAULTS.epochs);
  rule = $state<RuleName>(DEFAULTS.rule);
  loss = $state<LossName>(DEFAULTS.loss);
  standardize = $state(DEFAULTS.standardize);
  start = $state.raw<number[] | null>(null);

  epoch = $state(DEFAULTS.epoch);
  playing = $state(false);
  axesChosen = $state.raw<[number, number] | null>(null);
  residuals = $state<ResidualStyle>(DEFAULTS.residuals);
  closedForm = $state(DEFAULTS.closedForm);
  pins = $state.raw<Pin[]>([]);
  drawnPins = $derived(this.shows('pins') ? this.pins : []);

  /** The model, when it is not the line. */
  readonly trained = new ModelState(this);

  private asked = 0;
  private nextPin = 1;

  constructor(search = '') {
    this.hidden = hiddenControls(search);
  }

  // --- derived: problem, run, diagnosis -------------------------------------------------------

  isLine = $derived(this.model === 'least-squares');
  /** The rule of a run that has a closed form: on a line, with steps that are linear in the gradients. */
  closedRule = $derived(this.isLine ? linearRule(this.rule) : null);
  weightNames = $derived(this.trained.model?.names ?? this.data?.weight_names ?? ['x', 'intercept']);
  startWeights = $derived.by((): number[] => {
    if (this.start && this.startFits) return this.start;
    return this.trained.model?.firstWeights ?? this.data?.lr_start ?? [0, 0];
  });
  startFits = $derived.by(() => {
    const outputs = this.isLine ? 1 : (this.trained.model?.outputs ?? 0);
    return this.start !== null && fits(this.start, outputs, this.weightNames.length);
  });
  /** Whether the start can be moved on the chart: a model of classes or of hidden units begins at its own. */
  startMoves = $derived.by(() => {
    const own = this.weightNames.length === this.data?.weight_names.length;
    return own && (this.start === null || this.startFits);
  });
  own = $derived(this.data && problemOf(this.data.equivalent, this.data.n, this.loss));
  standard = $derived(this.own && spectrumOf(standardized(this.own)));
  ownSpectrum = $derived(this.own && spectrumOf(this.own));
  /** The spectrum of the problem that the run uses, standardized or not; null for other models. */
  spectrum = $derived(!this.isLine ? null : this.standardize ? this.standard : this.ownSpectrum);
  problem = $derived(this.spectrum?.problem ?? null);
  run = $derived.by((): Run | null => {
    if (!this.isLine) return this.trained.run;
    const { problem, lr, epochs, startWeights, rule } = this;
    return problem && descend(leastSquares(problem), lr, epochs, startWeights, rule);
  });
  /** Null for a run without a closed form, which only Python diagnoses. */
  diagnosis = $derived.by(() => {
    const { spectrum, standard, closedRule, lr, epochs, startWeights } = this;
    return spectrum && standard && closedRule && diagnose(spectrum, standard, closedRule, lr, epochs, startWeights);
  });
  /** The weights with the lowest loss, in the user's units; of a line those of the closed form. */
  best = $derived.by((): number[] | null => {
    if (!this.isLine) return this.trained.best;
    return this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null;
  });
  bestName = $derived(this.isLine ? 'closed form' : 'lowest loss');
  /** The lowest loss; NaN if it is not known. */
  floor = $derived.by((): number => {
    if (!this.isLine) return this.trained.minimum?.loss ?? NaN;
    return this.spectrum?.minLoss ?? 0;
  });
  /** The title of an axis of losses, with the name of the loss unless that is hidden. */
  lossTitle(what: string): string {
    if (this.hidden.has('loss') || this.hidden.has('model')) return what;
    return `${what} (${MODELS[this.model].squared ? this.loss : LOSS_NAMES[this.model]})`;
  }
  /** The limit on the learning rate, and where it holds if not everywhere; null if none is known. */
  limitThere = $derived.by((): { lr: number; at: string } | null => {
    if (!this.isLine) return this.trained.limit;
    const { spectrum, closedRule, run } = this;
    if (!spectrum) return null;
    if (closedRule) return { lr: rateLimit(spectrum, closedRule), at: '' };
    const lr = run?.divisors ? dividedLimit(spectrum.problem, RULES[this.rule], run.divisors) : NaN;
    return Number.isNaN(lr) ? null : { lr, at: AT_THE_END };
  });
  /** The limit on the learning rate; Infinity if there is none, or none is known. */
  limit = $derived(this.limitThere?.lr ?? Infinity);
  shownEpoch = $derived(this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
  /** The last epoch that is drawn. */
  drawnTo = $derived(this.revealed ? (this.run?.epochs ?? 0) : this.shownEpoch);
  /** Whether the best weights and the floor are drawn. */
  bestShown = $derived(this.closedForm && this.revealed);
  weights = $derived(this.run ? weightsAt(this.run, this.shownEpoch) : null);
  currentLoss = $derived(this.run ? this.run.losses[this.shownEpoch] : NaN);
  axes = $derived.by((): [number, number] => {
    const p = this.weightNames.length;
    const chosen = this.axesChosen;
    if (chosen && chosen[0] < p && chosen[1] < p) return chosen;
    return [0, this.isLine || p === 1 ? p - 1 : 1];
  });

  /** The predictions of the model or the line, (rows × outputs), for columns and the user's weights. */
  predict(columns: ArrayLike<number>[], weights: ArrayLike<number>): Float64Array {
    const { model } = this.trained;
    const d = columns.length;
    const n = columns[0]?.length ?? 0;
    const rows = new Float64Array(n * (d + 1)).fill(1);
    columns.forEach((column, j) => {
      for (let i = 0; i < n; i++) rows[i * (d + 1) + j] = column[i];
    });
    const out = new Float64Array(n * (this.isLine ? 1 : (model?.outputs ?? 1)));
    if (this.isLine || !model) scores(rows, d + 1, weights, out);
    else model.predict(rows, weights, out);
    return out;
  }

  /** The classes of the target, in ascending order; empty if the model takes numbers. */
  classes = $derived(this.trained.model?.classes ?? []);

  /** The targets as the predictions show them: of two classes 0 and 1. */
  heights(y: number[]): number[] {
    return this.classes.length === 2 ? y.map((value) => this.classes.indexOf(value)) : y;
  }

  shows(control: string): boolean {
    if (control === 'start' && !this.startMoves) return false;
    if (!this.revealed && ENDINGS.includes(control)) return false;
    return !isHidden(control, this.hidden) && !(this.sealed && OUTCOMES.includes(control));
  }

  // --- changes ----------------------------------------------------------------------------------

  setRate(lr: number): void {
    if (Number.isFinite(lr) && lr > 0) this.lr = clamp(lr, LIMITS.lr);
  }

  setEpochs(epochs: number): void {
    const wasAtEnd = this.epoch >= this.epochs;
    this.epochs = clamp(Math.round(epochs), LIMITS.epochs);
    this.epoch = wasAtEnd ? this.epochs : Math.min(this.epoch, this.epochs);
  }

  jump(epoch: number): void {
    this.epoch = clamp(Math.round(epoch), [0, this.epochs]);
    if (this.epoch >= this.epochs) this.revealed = true;
  }

  /** Pause, and move by single epochs. */
  step(by: number): void {
    this.playing = false;
    this.jump(this.epoch + by);
  }

  togglePlay(): void {
    if (!this.playing && this.epoch >= this.epochs) this.epoch = 0;
    this.playing = !this.playing;
  }

  rewind(): void {
    this.playing = false;
    this.epoch = 0;
  }

  setStart(start: number[] | null): void {
    this.start = start?.every(Number.isFinite) ? start : null;
  }

  /** Restore the defaults, on the file that the lab was started with or the lesson's data. */
  async reset(): Promise<void> {
    this.revealed = true;
    this.apply({ ...DEFAULTS, data: this.file ? { kind: 'file' } : LESSON });
    this.notices = [];
    await this.load(this.descriptor);
  }

  pin(): void {
    if (!this.run || this.pins.length >= LIMITS.pins) return;
    this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)];
  }

  unpin(id: number): void {
    this.pins = this.pins.filter((pin) => pin.id !== id);
  }

  /** Train another model, on its example where the data are not the user's or do not suit it. */
  async choose(model: ModelName): Promise<void> {
    if (model === this.model) return;
    if (!(await this.loadModel(model))) return;
    const { squared } = MODELS[model];
    const loss = squared ? this.loss : DEFAULTS.loss;
    const chosen = { ...this.runSettings(), model, ...defaultsOf(model), loss, start: null };
    const ours = this.descriptor.kind === 'lesson' || this.descriptor.kind === 'example';
    if (ours || !this.data || !this.trained.suits(this.data, chosen)) {
      const { points } = MODELS[model];
      const example: DataDescriptor = { kind: 'example', points, n: EXAMPLE_ROWS, seed: 0 };
      if (!(await this.load(model === 'least-squares' ? LESSON : example))) return;
    }
    this.applyRun(chosen);
    this.axesChosen = null;
    this.takeUsualRate();
  }

  /** Set a rate that suits the data and the model. */
  takeUsualRate(): void {
    const onLesson = this.isLine && this.descriptor.kind === 'lesson';
    if (onLesson) this.setRate(DEFAULTS.lr);
    else if (this.spectrum && this.closedRule) this.setRate(advisedRate(this.spectrum, this.closedRule));
    else this.setRate(this.usualStep() ?? this.trained.usualRate() ?? this.lr);
  }

  /** A rate for an adaptive rule, whose steps are about as long as the rate: one that arrives early. */
  private usualStep(): number | null {
    const { best, startWeights, epochs } = this;
    if (linearRule(this.rule) || !best) return null;
    const farthest = Math.max(...best.map((weight, j) => Math.abs(weight - startWeights[j])));
    return farthest > 0 ? cut((EARLY * farthest) / Math.max(epochs, 1), 2) : null;
  }

  private async loadModel(model: ModelName): Promise<boolean> {
    try {
      await this.trained.load(model);
      return true;
    } catch {
      this.error = `The model ${MODELS[model].text} could not be loaded: check that the server runs, and choose it again.`;
      return false;
    }
  }

  async recall(pin: RunSettings): Promise<void> {
    if (!(await this.loadModel(pin.model))) return;
    this.applyRun(pin);
    this.revealed = true;
    this.epoch = Math.min(this.epoch, this.epochs);
  }

  // --- data -------------------------------------------------------------------------------------

  /** Load data from the server; the latest request wins, and an error keeps the old data. */
  async load(descriptor: DataDescriptor, options: LoadOptions = {}): Promise<boolean> {
    const mine = ++this.asked;
    this.loading = true;
    this.error = '';
    try {
      const data = await fetchData(descriptor);
      if (mine !== this.asked) return false;
      this.take(descriptor, data);
      if (options.advisedRate) this.takeUsualRate();
      return true;
    } catch (problem) {
      if (mine === this.asked) this.error = saying(problem);
      return false;
    } finally {
      if (mine === this.asked) this.loading = false;
    }
  }

  /** Show data that need no request, such as points that are being dragged. */
  take(descriptor: DataDescriptor, data: LabData): void {
    const others =
      this.data !== null && JSON.stringify(descriptor) !== JSON.stringify(this.descriptor);
    const before = this.data?.weight_names.length;
    this.descriptor = descriptor;
    this.data = data;
    if (before !== undefined && before !== data.weight_names.length) this.axesChosen = null;
    if (!this.startFits) this.start = null;
    if (others) this.pins = this.pins.map((pin) => ({ ...pin, onOtherData: true }));
  }

  /** Open the data that the address names, or else those that the server was started with. */
  async open(hash: string): Promise<void> {
    const { settings, namesData, notices } = fromHash(hash, this.hidden);
    this.notices = notices;
    this.apply(settings);
    // Without a link the page opens at the first guess, so that the run can be watched.
    this.revealed = hash.length > 1;
    if (!this.revealed) this.epoch = 0;
    try {
      const first = await startUp();
      this.version = first.version;
      this.words = first.words;
      if (!(await this.loadModel(this.model))) this.model = DEFAULTS.model;
      this.file = first.file;
      const opening = first.data.kind === 'lesson' ? { ...LESSON, ...first.data } : first.data;
      const wanted = namesData ? settings.data : opening;
      const advisedRate = opening.kind === 'file';
      const opened = await this.load(wanted, { advisedRate: advisedRate && !namesData });
      if (!opened && wanted !== opening) await this.loadInstead(opening, 'opening', { advisedRate });
      // Without any data the page would be empty.
      if (this.error && advisedRate) await this.loadInstead(LESSON, 'lesson’s');
      await this.restorePins(settings.pins);
    } catch (problem) {
      this.error = saying(problem);
    } finally {
      this.opened = true;
    }
  }

  private async loadInstead(data: DataDescriptor, whose: string, options?: LoadOptions): Promise<void> {
    if (!this.error) return; // a later request has succeeded
    const reason = this.hidden.has('data') ? 'The data of the link cannot be opened.' : sentence(this.error);
    const notice = `${reason} The ${whose} data are shown instead.`;
    if (await this.load(data, options)) this.notices = [...this.notices, notice];
  }

  // --- settings, for the link and for other panels ----------------------------------------------

  runSettings(): RunSettings {
    const { model, alpha, l1_ratio, delta, lr, epochs, rule, loss, standardize, start } = this;
    const settings = { model, alpha, l1_ratio, delta, hidden: this.hidden_units };
    return { ...settings, lr, epochs, rule, loss, standardize, start };
  }

  settings(): Settings {
    return {
      ...this.runSettings(),
      data: this.descriptor,
      epoch: this.epoch,
      axes: this.axesChosen,
      residuals: this.residuals,
      closedForm: this.closedForm,
      pins: this.pins.filter((pin) => !pin.onOtherData),
    };
  }

  private apply(settings: Settings): void {
    this.applyRun(settings);
    this.descriptor = settings.data;
    this.epoch = settings.epoch;
    this.axesChosen = settings.axes;
    this.residuals = settings.residuals;
    this.closedForm = settings.closedForm;
    this.playing = false;
    this.pins = [];
  }

  private applyRun(run: RunSettings): void {
    this.model = run.model;
    this.alpha = run.alpha;
    this.l1_ratio = run.l1_ratio;
    this.delta = run.delta;
    this.hidden_units = run.hidden;
    this.lr = run.lr;
    this.epochs = run.epochs;
    this.rule = run.rule;
    this.loss = run.loss;
    this.standardize = run.standardize;
    this.start = run.start;
  }

  private async restorePins(pins: RunSettings[]): Promise<void> {
    const { data } = this;
    if (!data) return;
    for (const settings of pins) {
      if (!(await this.loadModel(settings.model))) continue;
      const line = settings.model === 'least-squares';
      const run = line ? runOn(data, settings) : this.trained.runOn(data, settings);
      if (run) this.pins = [...this.pins, this.pinned(settings, run)];
    }
  }

  private pinned(settings: RunSettings, run: Run): Pin {
    const taken = new Set(this.pins.map((pin) => pin.color));
    const color = Array.from({ length: LIMITS.pins }, (_, i) => i).find((i) => !taken.has(i)) ?? 0;
    return {
      ...settings,
      start: settings.start && [...settings.start],
      id: this.nextPin++,
      color,
      run,
      onOtherData: false,
    };
  }
}

const saying = (problem: unknown): string =>
  problem instanceof ApiError ? problem.message : `Something went wrong: ${String(problem)}`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
