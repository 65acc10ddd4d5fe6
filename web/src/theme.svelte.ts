/** Light or dark: as the system has it, until someone says otherwise. */
const KEY = 'downslope-theme';

type Chosen = 'light' | 'dark' | undefined;

class Theme {
  chosen = $state<Chosen>(remembered());

  toggle(): void {
    const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const dark = this.chosen ? this.chosen === 'dark' : systemIsDark;
    this.chosen = dark ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, this.chosen);
    } catch {
      // a browser without storage forgets
    }
  }
}

function remembered(): Chosen {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : undefined;
  } catch {
    return undefined;
  }
}

export const theme = new Theme();
