import type { Prospect } from '@app/contracts';
import { Accordion, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconChalkboard, IconScript, IconVideo } from '../../../shared/icons';
import { ProspectSelect } from '../../../shared/ui/prospect-select';
import { OpeningPanel } from '../opening/opening-panel';
import { openingTexts } from '../opening/opening.texts';
import type { OpeningControl } from '../opening/use-opening';
import { ScriptPanel } from '../script/script-panel';
import { scriptTexts } from '../script/script.texts';
import type { ScriptControl } from '../script/use-script';
import { LookPanel } from './look-panel';
import { lookTexts } from './look.texts';
import type { LookControl } from './use-look';

interface ExtrasProps {
  look: LookControl;
  script: ScriptControl;
  opening: OpeningControl;
  prospect: Prospect | null;
  onProspect: (prospect: Prospect | null) => void;
}

/** What makes people look good, folded away until it is wanted. */
export function Extras({ look, script, opening, prospect, onProspect }: ExtrasProps) {
  return (
    <Stack gap="sm">
      <ProspectSelect
        label={lookTexts.prospect}
        placeholder={lookTexts.prospectPlaceholder}
        nothingFoundMessage={lookTexts.nothingFound}
        clearable
        value={prospect?.id ?? null}
        onChange={onProspect}
      />
      <Accordion multiple variant="contained" chevronPosition="right">
        <Fold value="look" name={lookTexts.title} icon={<IconVideo size={20} stroke={1.6} aria-hidden />}>
          <LookPanel look={look.look} onChange={look.change} blur={look.blur} hasBubble={look.hasBoth} />
        </Fold>
        <Fold
          value="script"
          name={scriptTexts.title}
          icon={<IconScript size={20} stroke={1.6} aria-hidden />}
        >
          <ScriptPanel control={script} prospect={prospect} />
        </Fold>
        <Fold
          value="opening"
          name={openingTexts.title}
          icon={<IconChalkboard size={20} stroke={1.6} aria-hidden />}
        >
          <OpeningPanel control={opening} />
        </Fold>
      </Accordion>
    </Stack>
  );
}

interface FoldProps {
  value: string;
  name: string;
  icon: ReactNode;
  children: ReactNode;
}

function Fold({ value, name, icon, children }: FoldProps) {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control icon={icon}>{name}</Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}
