import { missingPackages } from './packages.mjs';

describe('installed packages', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'apps/web': { version: '1.0.0' },
    'node_modules/@outreel/web': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/darwin-only': { version: '1.0.0', optional: true },
    'apps/web/node_modules/b': { version: '2.0.0' },
  };

  it('are complete without those of other platforms and without the workspaces themselves', () => {
    const installed = {
      'node_modules/a': { version: '1.0.0' },
      'apps/web/node_modules/b': { version: '2.0.0' },
    };
    expect(missingPackages(wanted, installed)).toEqual([]);
  });

  it('are missing when absent or of another version', () => {
    const installed = { 'node_modules/a': { version: '1.0.1' } };
    expect(missingPackages(wanted, installed)).toEqual(['node_modules/a', 'apps/web/node_modules/b']);
  });
});
