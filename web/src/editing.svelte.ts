/**
 * Editor of the points: the selected point, the history for undo, and an update of the lab after
 * every change.
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
  /** The axes while a point is dragged: fixed until it is dropped. */
  frame = $state.raw<Frame | null>(null);
  private before = $state.raw<Points[]>([]);
  private held: Points | null = null;

  constructor(private readonly lab: Lab) {}

  /** The lab's data as points; null if they cannot be edited. */
  points = $derived.by(() => (this.lab.data ? pointsOf(this.lab.data) : null));
  /** Whether the chart edits points: only with a single feature are its axes x and y. */
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

  /** Move a point; with `inHand`, all moves until `drop` are one step for undo. */
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
