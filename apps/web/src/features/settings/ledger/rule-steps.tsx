import type { LedgerRule } from '@app/contracts';
import { Text, Title } from '@mantine/core';
import classes from './ledger.module.css';
import { ledgerTexts as texts } from './ledger.texts';

/** The steps of the rule in their order, each with its version. */
export function RuleSteps({ rule: { ruleVersion, steps } }: { rule: LedgerRule }) {
  return (
    <div>
      <Title order={3}>{texts.version(ruleVersion)}</Title>
      <Text size="sm" c="dimmed" mt={4}>
        {texts.steps}
      </Text>
      <ol className={classes.steps}>
        {steps.map(({ name, version }) => (
          <li key={name}>
            {texts.classes[name]} <span className={classes.version}>v{version}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
