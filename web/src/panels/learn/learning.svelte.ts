/** Learner's position in the lesson: open section, open question, topic; `Progress` stores the rest. */
import { messageOf } from '../../api';
import type { Lab } from '../../lab.svelte';
import type { Progress } from '../../progress.svelte';
import { fetchLesson, fetchQuiz, type Experiment, type GradedPrompt, type LessonAnswer, type QuizEntry, type Section, type Setup } from './lesson';
import { isShown, same } from './setups';

export type View = 'lesson' | 'quiz' | 'words' | 'progress';

export class Learning {
  lesson = $state.raw<LessonAnswer | null>(null);
  quiz = $state.raw<QuizEntry[] | null>(null);
  error = $state('');
  view = $state<View>('lesson');
  /** The section that is open; null for the contents. */
  sectionId = $state<string | null>(null);
  /** The quiz question that is open; null for the topics. */
  itemId = $state<string | null>(null);
  /** The topic being practiced; null for all. */
  topic = $state<string | null>(null);

  constructor(
    readonly lab: Lab,
    readonly progress: Progress,
    section: string | null = null,
  ) {
    this.sectionId = section;
  }

  section = $derived(this.lesson?.sections.find((each) => each.id === this.sectionId) ?? null);

  async load(): Promise<void> {
    this.error = '';
    try {
      this.lesson ??= await fetchLesson();
    } catch (problem) {
      this.error = messageOf(problem);
    }
  }

  async loadQuiz(): Promise<void> {
    this.error = '';
    try {
      this.quiz ??= (await fetchQuiz()).items;
    } catch (problem) {
      this.error = messageOf(problem);
    }
  }

  go(section: string | null): void {
    this.view = 'lesson';
    this.sectionId = section;
  }

  isRead(section: string): boolean {
    return this.progress.get('section', section) !== null;
  }

  markRead(section: string, read = true): void {
    if (read) this.progress.record('section', section, { read: true });
    else this.progress.forget('section', section);
  }

  experiments = $derived<Experiment[]>(this.lesson?.sections.flatMap((each) => each.experiments) ?? []);

  promptsOf(section: Section): GradedPrompt[] {
    const known = this.lesson?.prompts ?? [];
    return section.prompts.flatMap((id) => known.find((each) => each.id === id) ?? []);
  }

  isDone(experiment: string): boolean {
    return typeof this.progress.get('prediction', experiment)?.status === 'string';
  }

  /** Whether showing this run would reveal the outcome of an open experiment of the section. */
  isLocked(setup: Setup, section: Section): boolean {
    return section.experiments.some((each) => !this.isDone(each.id) && same(each.setup, setup));
  }

  /** Whether an open question asks about the run that the lab shows. */
  asks = $derived.by(() => {
    const open = this.view === 'lesson' ? (this.section?.experiments ?? []) : [];
    return open.some((each) => !this.isDone(each.id) && isShown(each.setup, this.lab));
  });

  /** The first section that has not been read. */
  next = $derived.by(() => {
    const all = this.lesson?.sections ?? [];
    return all.find((each) => !this.isRead(each.id)) ?? null;
  });

  titleOf(topic: string): string {
    const found = this.lesson?.sections.find((each) => each.id === topic)?.title;
    return found ?? topic.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  }

  isRight(item: string): boolean {
    return this.progress.get('quiz', item)?.correct === true;
  }

  /** The next question that was never answered correctly, after the one just asked. */
  nextItem(after: string | null): QuizEntry | null {
    const pool = (this.quiz ?? []).filter((each) => this.topic === null || each.topic === this.topic);
    const start = pool.findIndex((each) => each.id === after) + 1;
    const around = [...pool.slice(start), ...pool.slice(0, start)];
    return around.find((each) => each.id !== after && !this.isRight(each.id)) ?? null;
  }
}
