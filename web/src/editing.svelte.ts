/**
 * The points under the learner's hand: which is chosen, what was there before, and the lab kept in
 * step with every move.
 */
import type { Lab } from './lab.svelte';
import { added, labDataOf, moved, pointsOf, removed, withValue, type Points } from './points';

const REMEMBERED = 100;

export interface Frame {
  x: [number, number];
  y: [number, number];
}

export class PointEditor {
  /** Whether a click on the chart adds a point, and a drag moves one. */
  active = $state(false);
  chosen = $state(-1);
  /** The axes while a point is in hand: they hold still until it is dropped. */
  frame = $state.raw<Frame | null>(null);
  private before = $state.raw<Points[]>([]);
  private held: Points | null = null;

  constructor(private readonly lab: Lab) {}

  /** What is shown, as points; null where it cannot be edited. */
  points = $derived.by(() => (this.lab.data ? pointsOf(this.lab.data) : null));
  /** Only a single feature has a chart whose two axes are the point's two numbers. */
  onChart = $derived(this.active && this.points?.names.length === 1);
  canUndo = $derived.by(() => this.before.length > 0 && this.lab.descriptor.kind === 'points');

  start(): void {
    if (this.points) this.active = true;
  }

  stop(): void {
    this.active = false;
    this.chosen = -1;
  }

  add(at: number[]): void {
    if (!this.points) return;
    const changed = added(this.points, at);
    if (this.change(changed)) this.chosen = changed.y.length - 1;
  }

  /** With `inHand` the moves until `drop` are one step for undo. */
  move(i: number, at: number[], inHand = false): void {
    if (!this.points) return;
    if (inHand && this.held === null) this.held = this.points;
    this.chosen = i;
    this.change(moved(this.points, i, at), !inHand);
  }

  drop(): void {
    if (this.held) this.remember(this.held);
    this.held = null;
    this.frame = null;
  }

  set(i: number, j: number, value: number): void {
    if (this.points) this.change(withValue(this.points, i, j, value));
  }

  remove(i: number): void {
    if (!this.points) return;
    const changed = removed(this.points, i);
    if (this.change(changed)) this.chosen = Math.min(i, changed.y.length - 1);
  }

  undo(): void {
    const last = this.before.at(-1);
    if (!last) return;
    this.before = this.before.slice(0, -1);
    this.chosen = -1;
    this.show(last);
  }

  private change(points: Points, remembered = true): boolean {
    if (!this.points || points === this.points) return false;
    if (remembered) this.remember(this.points);
    this.show(points);
    return true;
  }

  private remember(points: Points): void {
    this.before = [...this.before.slice(1 - REMEMBERED), points];
  }

  private show(points: Points): void {
    this.lab.take(points, labDataOf(points));
  }
}
