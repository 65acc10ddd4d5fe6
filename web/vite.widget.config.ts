import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The same page as one module and one style sheet, which is what a notebook's widget may have.
export default defineConfig({
  plugins: [svelte()],
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: '../src/downslope/lab/widget',
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    lib: { entry: 'src/widget.ts', formats: ['es'], fileName: () => 'widget.js', cssFileName: 'widget' },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
