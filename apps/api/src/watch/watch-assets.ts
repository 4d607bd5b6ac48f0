import { Injectable } from '@nestjs/common';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webAppFolder } from '../web-app/web-app.controller.js';
import type { WatchAssets } from './page/document.js';

type Manifest = Record<string, { file: string }>;

/** The built script and style of the watch page, found through the build's manifest once at start. */
@Injectable()
export class WatchAssetFiles {
  readonly assets: WatchAssets = readAssets(webAppFolder);
}

/** @param folder where the web app was built to; without a build the page is plain but complete */
export function readAssets(folder: string): WatchAssets {
  const manifestPath = join(folder, '.vite/manifest.json');
  if (!existsSync(manifestPath)) return { style: '', scriptUrl: '' };
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const style = manifest['src/watch/watch.css']?.file;
  const script = manifest['src/watch/watch.ts']?.file;
  return {
    style: style ? readFileSync(join(folder, style), 'utf8') : '',
    scriptUrl: script ? `/${script}` : '',
  };
}
