import type { ReactNode } from 'react';
import classes from './operator.module.css';

/** Numbers side by side, each under its name. */
export function FigureList({ figures, isSmall = false }: { figures: Figures; isSmall?: boolean }) {
  return (
    <dl className={isSmall ? classes.small : classes.figures}>
      {figures.map(([name, value, beside]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {beside && <span className={classes.beside}>{beside}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Name, value, and what stands beside it in small letters. */
export type Figures = readonly (readonly [name: string, value: ReactNode, beside?: string])[];
