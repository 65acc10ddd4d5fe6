import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Names without hashes: the bundle is committed, and renamed files would conflict between branches.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  build: {
    outDir: '../src/downslope/lab/static',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        entryFileNames: 'app.js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8110' } },
  // No test depends on the clock: thousands of links take long on a busy machine.
  test: { include: ['tests/**/*.test.ts'], testTimeout: 300_000 },
});
