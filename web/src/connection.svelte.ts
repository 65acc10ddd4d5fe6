/** Whether the server is there; while it is not, its health is asked for until it is again. */
const PAUSE = 1500;

class Connection {
  stopped = $state(false);
  private waiting: Promise<void> | null = null;

  /** Resolves when the server answers again. */
  recovery(): Promise<void> {
    this.stopped = true;
    this.waiting ??= this.poll().finally(() => {
      this.waiting = null;
      this.stopped = false;
    });
    return this.waiting;
  }

  private async poll(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      try {
        if ((await fetch('api/health', { cache: 'no-store' })).ok) return;
      } catch {
        // still down
      }
    }
  }
}

export const connection = new Connection();
