/**
 * State of one quiz question. Its numbers and the answers given so far are stored, so that a reload
 * continues with the same question and the same count of attempts.
 */
import { messageOf } from '../../api';
import { grade, hint, pose, type Graded, type Posed } from './lesson';
import type { Learning } from './learning.svelte';

export interface Reply {
  answer: string;
  correct: boolean;
  feedback: string;
}

export class Question {
  posed = $state.raw<Posed | null>(null);
  replies = $state.raw<Reply[]>([]);
  hints = $state.raw<string[]>([]);
  /** The key and the reason, once they are revealed. */
  told = $state.raw<{ answer: string; why: string } | null>(null);
  error = $state('');
  busy = $state(false);

  constructor(
    private readonly learning: Learning,
    readonly id: string,
  ) {}

  correct = $derived(this.replies.some((reply) => reply.correct));
  over = $derived(this.told !== null);

  /** Open the question that was left unfinished, or one with fresh numbers. */
  async open(fresh = false): Promise<void> {
    const facts = fresh ? null : this.learning.progress.get('quiz', this.id);
    const seed = typeof facts?.seed === 'number' && facts.open === true ? facts.seed : undefined;
    await this.attempt(async () => {
      this.posed = await pose(this.id, seed);
      // An exported page may not have the numbers that the question was left with.
      const left = seed !== undefined && this.posed.seed === seed;
      this.replies = left ? repliesOf(facts?.replies) : [];
      this.hints = left ? textsOf(facts?.hints) : [];
      this.told = null;
    });
  }

  async answer(given: string): Promise<void> {
    const { posed } = this;
    if (!posed || this.over) return;
    await this.attempt(async () => {
      const graded = await grade(this.id, posed.seed, given, this.replies.length + 1);
      this.replies = [...this.replies, { answer: given, correct: graded.correct, feedback: graded.feedback }];
      if (graded.hint && !this.hints.includes(graded.hint)) this.hints = [...this.hints, graded.hint];
      if (graded.answer !== null) this.told = { answer: graded.answer, why: graded.why ?? '' };
      this.keep(graded);
    });
  }

  async nextHint(): Promise<void> {
    const { posed } = this;
    if (!posed) return;
    await this.attempt(async () => {
      const answer = await hint(this.id, posed.seed, this.hints.length + 1);
      if (answer.hint) this.hints = [...this.hints, answer.hint];
    });
  }

  private async attempt(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.error = '';
    this.busy = true;
    try {
      await what();
    } catch (problem) {
      this.error = messageOf(problem);
    } finally {
      this.busy = false;
    }
  }

  /** Store the attempt; a question answered correctly once stays correct. */
  private keep(graded: Graded): void {
    const before = this.learning.isRight(this.id);
    this.learning.progress.record('quiz', this.id, {
      correct: before || graded.correct,
      attempts: this.replies.length,
      seed: this.posed?.seed,
      open: !this.over,
      replies: this.over ? [] : this.replies,
      hints: this.over ? [] : this.hints,
    });
  }
}

function repliesOf(given: unknown): Reply[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((each: Partial<Reply> | null) =>
    typeof each?.answer === 'string' && typeof each.feedback === 'string'
      ? [{ answer: each.answer, correct: each.correct === true, feedback: each.feedback }]
      : [],
  );
}

const textsOf = (given: unknown): string[] => (Array.isArray(given) ? given.filter((each) => typeof each === 'string') : []);
