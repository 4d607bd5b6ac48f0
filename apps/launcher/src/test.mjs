// `npm test`. Like start.mjs readable for every Node there is.
import { nodeVersionProblem } from './preconditions.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(problem + '\n');
  process.exit(1);
}
const { runAllChecks } = await import('./run-checks.mjs');
await runAllChecks(process.env);
