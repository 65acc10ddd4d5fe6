/** Color theme, light or dark: the system's, until the user chooses. */
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
      // without storage the choice lasts for this visit
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
