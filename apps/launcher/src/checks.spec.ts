import { countJest, lastLine, listChecks, resultTable } from './checks.mjs';

const report = (numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites = 0) => ({
  numPassedTests,
  numFailedTests,
  numRuntimeErrorTestSuites,
});

describe('the sum of all checks', () => {
  it.each([
    ['counts tests', report(5, 2), 1, { passed: 5, failed: 2 }],
    ['counts a file that could not run', report(5, 0, 1), 1, { passed: 5, failed: 1 }],
    ['counts a failure that no test shows', report(5, 0), 1, { passed: 5, failed: 1 }],
    ['counts a run without tests as failed', report(0, 0), 0, { passed: 0, failed: 1 }],
    ['counts a missing report as failed', undefined, 0, { passed: 0, failed: 1 }],
    ['is content when all passed', report(5, 0), 0, { passed: 5, failed: 0 }],
  ])('%s', (_, given, exitCode, expected) => {
    expect(countJest(given, exitCode)).toEqual(expected);
  });

  it('ends in the agreed line', () => {
    const results = [
      { name: 'format', passed: 1, failed: 0, took: '0.3 s' },
      { name: 'unit', passed: 40, failed: 2, took: '12 s' },
    ];
    expect(lastLine(results)).toBe('41 passed, 2 failed');
    expect(resultTable(results).split('\n')).toHaveLength(2);
    expect(resultTable(results)).toMatch(/unit +FAILED +12 s +40 passed, 2 failed/);
  });

  it('keeps the order: format, lint, types, imports, unit, medium, build, abuse, e2e', () => {
    const names = listChecks({ 'migration:check': 'x' }).map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      'format',
      'lint',
      'type check',
      'import rules',
      'circular imports',
      'unit',
      'migrations',
      'conformance and medium',
      'build',
      'abuse',
      'e2e',
    ]);
  });

  it('leaves the migration check out where there is none', () => {
    expect(listChecks({}).some(({ name }: { name: string }) => name === 'migrations')).toBe(false);
  });
});
