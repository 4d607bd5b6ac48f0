import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builds, stampBuilds } from './builds.mjs';
import { countJest, lastLine, listChecks, resultTable } from './checks.mjs';
import { complain, duration, say } from './console.mjs';
import { installPackages, root } from './install-packages.mjs';
import { rotateLog } from './logs.mjs';
import { arePackagesInstalled } from './packages.mjs';
import { Running } from './running.mjs';
import { bubblewrap, ensureTools, ffmpeg, testTools } from './system-tools.mjs';

/** What the caller's shell may hold for `npm start` must not reach the tests. */
const ownSettings = /^(PORT|HOST|DATA_DIR|DATABASE_URL|REDIS_URL|PUBLIC_URL|SIGN_UP|NODE_ENV|S3_.*|SMTP_.*)$/;

/**
 * `npm test` from here on: installs what the tests need, runs every check, prints a table and the sum, and ends the
 * process with code 0 only when something ran and nothing failed.
 *
 * @param {NodeJS.ProcessEnv} callerEnv
 */
export async function runAllChecks(callerEnv) {
  const env = Object.fromEntries(Object.entries(callerEnv).filter(([name]) => !ownSettings.test(name)));
  const workDir = mkdtempSync(path.join(tmpdir(), 'outreel-test-'));
  const running = new Running();
  running.add({ stop: async () => rmSync(workDir, { recursive: true, force: true }) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void running.stopAll().then(() => process.exit(130)));
  }
  const results = [];
  try {
    await prepare(running, { env, workDir });
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    await runChecks(listChecks(scripts), { running, env, workDir, results });
    await running.stopAll();
  } catch (error) {
    complain(error.message);
    results.push({ name: 'preparation', passed: 0, failed: 1, took: '' });
  }
  say(`\n${resultTable(results)}\n`);
  say(lastLine(results));
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function prepare(running, { env, workDir }) {
  if (!arePackagesInstalled(root)) await installPackages({ running, dataDir: workDir, env });
  const logFile = rotateLog(workDir, 'install-tools');
  await ensureTools(running, [ffmpeg, bubblewrap, ...testTools], { env, logFile });
}

async function runChecks(checks, { running, env, workDir, results }) {
  let isStopped = false;
  for (const check of checks) {
    if (isStopped) {
      results.push({ name: check.name, passed: 0, failed: 0, took: '', isSkipped: true });
      continue;
    }
    say(`\n=== ${check.name} ===`);
    const start = performance.now();
    const counts = await runCheck(check, { running, env, workDir });
    const took = duration(performance.now() - start);
    say(`=== ${check.name}: ${counts.passed} passed, ${counts.failed} failed (${took}) ===`);
    results.push({ name: check.name, ...counts, took });
    isStopped = check.isGate === true && counts.failed > 0;
  }
}

async function runCheck(check, context) {
  if (check.jest) return runJest(check.jest, context);
  let isPassed = true;
  for (const command of check.commands) isPassed &&= (await stream(command, context)) === 0;
  if (isPassed && check.name === 'build') stampBuilds(root, builds);
  return isPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runJest(more, { running, env, workDir }) {
  const reportFile = path.join(workDir, 'jest.json');
  rmSync(reportFile, { force: true });
  const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
  const command = [
    process.execPath,
    jest,
    '--config',
    'test/jest.config.mjs',
    '--json',
    '--outputFile',
    reportFile,
  ];
  const code = await stream([...command, ...more], { running, env: { ...env, NODE_ENV: 'test' } });
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  return countJest(report, code);
}

/** Runs a command with its output on ours. @returns {Promise<number>} exit code */
function stream([program, ...rest], { running, env }) {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: root, env, stdio: 'inherit' });
    const handle = running.add({ stop: async () => void child.kill('SIGTERM') });
    const finish = (code) => {
      running.remove(handle);
      resolve(code ?? 1);
    };
    child.once('error', () => finish(127));
    child.once('exit', finish);
  });
}
