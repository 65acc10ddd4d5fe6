/** Whether the server is there; while it is not, its health is asked for until it is again. */
const PAUSE = 1500;
/** How often a page at rest looks whether it is still served. */
const LOOK = 4000;

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

  /** Looks while the page is in sight, so that it says by itself when the server is gone. */
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
