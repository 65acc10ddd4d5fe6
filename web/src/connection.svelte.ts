/** Health check of the server: whether it answers, repeated until it does again. */
const PAUSE = 1500;
/** Milliseconds between health checks of an idle page. */
const LOOK = 4000;

class Connection {
  stopped = $state(false);
  /** Whether the page was exported: it answers its own requests, and no Python is asked. */
  alone = false;
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

  /** Check while the page is visible, so that it reports a stopped server by itself. */
  watch(): () => void {
    const timer = setInterval(() => {
      if (this.stopped || document.hidden) return;
      fetch('api/health', { cache: 'no-store' }).catch(() => this.recovery());
    }, LOOK);
    return () => clearInterval(timer);
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
