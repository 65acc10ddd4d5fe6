import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const BUILT = 'node_modules/.first';
const PAGE = '../src/downslope/lab/static/index.html';
const PLACE = '<div id="app"></div>';

// Draws the first frame into the page that `vite build` has written.
export default defineConfig({
  plugins: [
    svelte(),
    {
      name: 'first-frame',
      async closeBundle() {
        const { firstFrame } = (await import(pathToFileURL(`${BUILT}/first.mjs`).href)) as { firstFrame: () => string };
        const page = await readFile(PAGE, 'utf8');
        if (!page.includes(PLACE)) throw new Error(`${PAGE} has no ${PLACE}`);
        await writeFile(PAGE, page.replace(PLACE, () => `<div id="app">${firstFrame()}</div>`));
      },
    },
  ],
  publicDir: false,
  build: {
    ssr: 'src/first.ts',
    outDir: BUILT,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'first.mjs' } },
  },
});
