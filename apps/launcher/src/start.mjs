// `npm start`. This file must be readable for every Node there is, so that an old one gets a sentence, not a syntax error.
import { nodeVersionProblem } from './preconditions.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  process.stderr.write(problem + '\n');
  process.exit(1);
}
const { launch } = await import('./launch.mjs');
await launch(process.env);
