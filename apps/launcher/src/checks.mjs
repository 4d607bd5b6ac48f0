/**
 * Every check of the repository, in the order of the style guide: cheap ones first.
 *
 * @typedef {object} Check
 * @property {string} name heading
 * @property {string[][]} [commands] run one after the other; all must end with code 0
 * @property {string[]} [jest] further arguments of jest; its tests are counted one by one
 * @property {boolean} [isGate] when it fails, the rest cannot run
 */

const architecture = 'test/architecture.spec.ts';
const script = (name) => ['npm', 'run', '--silent', name];
const project = (name, ...more) => ['--selectProjects', name, ...more];

/**
 * @param {Record<string, string>} scripts of package.json
 * @returns {Check[]}
 */
export function listChecks(scripts) {
  const migrations = { name: 'migrations', commands: [script('migration:check')] };
  return [
    { name: 'format', commands: [script('format:check')] },
    { name: 'lint', commands: [script('lint')] },
    { name: 'type check', commands: [script('type-check')] },
    { name: 'import rules', jest: project('unit', '--runTestsByPath', architecture) },
    { name: 'circular imports', commands: [script('circular')] },
    { name: 'unit', jest: project('unit', '--testPathIgnorePatterns', '/node_modules/', architecture) },
    ...(scripts['migration:check'] ? [migrations] : []),
    { name: 'conformance and medium', jest: project('medium', '--runInBand') },
    {
      name: 'build',
      commands: ['api', 'worker', 'web'].map((name) => script(`build:${name}`)),
      isGate: true,
    },
    { name: 'abuse', jest: project('abuse', '--runInBand') },
    { name: 'e2e', jest: project('e2e', '--runInBand') },
  ];
}

/**
 * Counts a finished run of jest.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number } | undefined} report
 *   what jest wrote with `--json`; undefined when it wrote nothing
 * @param {number} exitCode of jest
 * @returns {{ passed: number, failed: number }} a file that could not run counts as one failed test, as does a run
 *   without any test
 */
export function countJest(report, exitCode) {
  if (!report) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const isHiddenFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isHiddenFailure ? 1 : failed };
}

/**
 * The table at the end.
 *
 * @param {{ name: string, passed: number, failed: number, took: string, isSkipped?: boolean }[]} results
 */
export function resultTable(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(({ name, passed, failed, took, isSkipped }) => {
      const verdict = isSkipped ? 'not run' : failed > 0 ? 'FAILED' : 'ok';
      const counts = isSkipped ? '' : `${passed} passed, ${failed} failed`;
      return `${name.padEnd(width)}  ${verdict.padEnd(7)}  ${took.padStart(11)}  ${counts}`.trimEnd();
    })
    .join('\n');
}

/** The very last line. @param {{ passed: number, failed: number }[]} results */
export function lastLine(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
