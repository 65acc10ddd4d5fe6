/**
 * State of the lab: the data, the run's settings, everything derived from them, and the methods that
 * change them.
 *
 * The problem is derived from the data, the run from the problem, and the diagnosis from the
 * spectrum. One epoch cursor moves all charts.
 */
import { ApiError, fetchData, startUp } from './api';
import { runOn } from './compare';
import { LESSON, type DataDescriptor, type FileInfo, type LabData } from './data';
import { descend, weightsAt, type Run } from './lib/descent';
import { diagnose } from './lib/diagnosis';
import { problemOf, standardized, type LossName } from './lib/problem';
import { advisedRate } from './lib/rates';
import { RULES, type RuleName } from './lib/rules';
import { spectrumOf } from './lib/spectrum';
import {
  clamp,
  DEFAULTS,
  LIMITS,
  type ResidualStyle,
  type RunSettings,
  type Settings,
} from './settings';
import { fromHash, hiddenControls } from './url';

export interface Pin extends RunSettings {
  id: number;
  /** Index of its color. */
  color: number;
  run: Run;
  /** Whether the run was made on data that are no longer shown. */
  onOtherData: boolean;
}

export interface LoadOptions {
  /** Whether to choose a learning rate that suits the new data. */
  advisedRate?: boolean;
}

/** Parts of the page that reveal how a run goes or ends. */
const OUTCOMES = ['verdict', 'contour', 'losses', 'weights', 'directions', 'steps', 'compare', 'play'];

export class Lab {
  descriptor = $state.raw<DataDescriptor>(DEFAULTS.data);
  data = $state.raw<LabData | null>(null);
  file = $state.raw<FileInfo | null>(null);
  version = $state('');
  loading = $state(false);
  /** Whether the requested data have been opened or refused. */
  opened = $state(false);
  error = $state('');
  notices = $state.raw<string[]>([]);
  hidden: Set<string>;
  /** Whether an open question asks about this run: nothing beyond its start is shown. */
  sealed = $state(false);

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

  private asked = 0;
  private nextPin = 1;

  constructor(search = '') {
    this.hidden = hiddenControls(search);
  }

  // --- derived: problem, run, diagnosis -------------------------------------------------------

  weightNames = $derived(this.data?.weight_names ?? ['x', 'intercept']);
  startWeights = $derived(this.start ?? this.data?.lr_start ?? [0, 0]);
  own = $derived(this.data && problemOf(this.data.equivalent, this.data.n, this.loss));
  standard = $derived(this.own && spectrumOf(standardized(this.own)));
  ownSpectrum = $derived(this.own && spectrumOf(this.own));
  /** The spectrum of the problem that the run uses, standardized or not. */
  spectrum = $derived(this.standardize ? this.standard : this.ownSpectrum);
  problem = $derived(this.spectrum?.problem ?? null);
  run = $derived(
    this.problem && descend(this.problem, this.lr, this.epochs, this.startWeights, this.rule),
  );
  diagnosis = $derived(
    this.spectrum &&
      this.standard &&
      diagnose(
        this.spectrum,
        this.standard,
        RULES[this.rule],
        this.lr,
        this.epochs,
        this.startWeights,
      ),
  );
  closedFormWeights = $derived(this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null);
  shownEpoch = $derived(this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
  weights = $derived(this.run ? weightsAt(this.run, this.shownEpoch) : null);
  currentLoss = $derived(this.run ? this.run.losses[this.shownEpoch] : NaN);
  axes = $derived.by((): [number, number] => {
    const p = this.weightNames.length;
    const chosen = this.axesChosen;
    return chosen && chosen[0] < p && chosen[1] < p ? chosen : [0, p - 1];
  });

  shows(control: string): boolean {
    return !this.hidden.has(control) && !(this.sealed && OUTCOMES.includes(control));
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

  recall(pin: RunSettings): void {
    this.applyRun(pin);
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
      if (options.advisedRate && this.spectrum)
        this.setRate(advisedRate(this.spectrum, RULES[this.rule]));
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
    if (this.start?.length !== data.weight_names.length) this.start = null;
    if (others) this.pins = this.pins.map((pin) => ({ ...pin, onOtherData: true }));
  }

  /** Open the data that the address names, or else those that the server was started with. */
  async open(hash: string): Promise<void> {
    const { settings, namesData, notices } = fromHash(hash);
    this.notices = notices;
    this.apply(settings);
    try {
      const first = await startUp();
      this.version = first.version;
      this.file = first.file;
      const opening = first.data.kind === 'lesson' ? { ...LESSON, ...first.data } : first.data;
      const wanted = namesData ? settings.data : opening;
      const advisedRate = opening.kind === 'file';
      const opened = await this.load(wanted, { advisedRate: advisedRate && !namesData });
      if (!opened && wanted !== opening) await this.loadInstead(opening, 'opening', { advisedRate });
      // Without any data the page would be empty.
      if (this.error && advisedRate) await this.loadInstead(LESSON, 'lesson’s');
      this.restorePins(settings.pins);
    } catch (problem) {
      this.error = saying(problem);
    } finally {
      this.opened = true;
    }
  }

  private async loadInstead(data: DataDescriptor, whose: string, options?: LoadOptions): Promise<void> {
    if (!this.error) return; // a later request has succeeded
    const notice = `${sentence(this.error)} The ${whose} data are shown instead.`;
    if (await this.load(data, options)) this.notices = [...this.notices, notice];
  }

  // --- settings, for the link and for other panels ----------------------------------------------

  runSettings(): RunSettings {
    const { lr, epochs, rule, loss, standardize, start } = this;
    return { lr, epochs, rule, loss, standardize, start };
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
    this.lr = run.lr;
    this.epochs = run.epochs;
    this.rule = run.rule;
    this.loss = run.loss;
    this.standardize = run.standardize;
    this.start = run.start;
  }

  private restorePins(pins: RunSettings[]): void {
    const { data } = this;
    if (!data) return;
    for (const settings of pins) {
      this.pins = [...this.pins, this.pinned(settings, runOn(data, settings))];
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
