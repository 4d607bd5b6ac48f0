/**
 * Makes a costly pure function of a text remember its latest answers: agents repeat, and reading one costs more than all the
 * rest of the rule. The oldest answer goes when there are too many, so strange agents cannot make it grow.
 *
 * @param most answers that are kept, 1 or more
 */
export function remember<Answer>(most: number, find: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined || known.has(text)) return answer as Answer;
    const found = find(text);
    if (known.size >= most) known.delete(known.keys().next().value as string);
    known.set(text, found);
    return found;
  };
}

/** Agents that are remembered. Each is at most 512 characters long. */
export const rememberedAgents = 2_000;
