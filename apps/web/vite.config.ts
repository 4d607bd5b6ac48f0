import react from '@vitejs/plugin-react';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The public page's script and style, which the API finds through `.vite/manifest.json`. */
const watchPage = ['src/watch/watch.ts', 'src/watch/watch.css'];
const isWatchPageWritten = watchPage.every((path) => existsSync(here(path)));
const entries = ['index.html', ...(isWatchPageWritten ? watchPage : [])];

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    manifest: true,
    // The watch page has a strict budget: nothing is put into its script that it did not ask for.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: entries.map(here) },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:3000', '/w': 'http://127.0.0.1:3000' },
  },
});
