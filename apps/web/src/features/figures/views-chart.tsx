import type { Overview } from '@app/contracts';
import { VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '../../shared/format';
import classes from './figures.module.css';
import { figuresTexts } from './figures.texts';

const texts = figuresTexts.chart;
const viewsColor = 'var(--mantine-color-accent-6)';
const opensColor = 'var(--mantine-color-gray-4)';
const axis = { stroke: 'var(--mantine-color-dimmed)', tickLine: false, axisLine: false } as const;
const tooltipStyle: CSSProperties = {
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  color: 'var(--mantine-color-text)',
};

const label = (day: unknown) => formatDay(`${String(day)}T12:00:00Z`, Date.now());

/**
 * Views and mere opens per day as stacked bars: every view is an open too, so the bar's height is all opens.
 * A table says the same to those who do not see it.
 */
export default function ViewsChart({ days }: { days: Overview['viewsByDay'] }) {
  const rows = days.map(({ day, views, opens }) => ({ day, views, opens: Math.max(0, opens - views) }));
  return (
    <>
      <div className={classes.chart} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            margin={{ top: 4, right: 0, bottom: 0, left: -24 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={label} minTickGap={36} {...axis} />
            <YAxis allowDecimals={false} {...axis} />
            <Tooltip
              labelFormatter={label}
              contentStyle={tooltipStyle}
              cursor={{ fill: 'var(--soft)' }}
              isAnimationActive={false}
            />
            <Bar
              dataKey="views"
              name={texts.views}
              stackId="day"
              fill={viewsColor}
              maxBarSize={28}
              isAnimationActive={false}
            />
            <Bar
              dataKey="opens"
              name={texts.opens}
              stackId="day"
              fill={opensColor}
              maxBarSize={28}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <div className={classes.legend}>
        <span style={{ '--swatch': viewsColor } as CSSProperties}>{texts.views}</span>
        <span style={{ '--swatch': opensColor } as CSSProperties}>{texts.opens}</span>
      </div>
      <VisuallyHidden>
        <table>
          <caption>{texts.title}</caption>
          <thead>
            <tr>
              <th>{texts.day}</th>
              <th>{texts.views}</th>
              <th>{texts.opens}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, views, opens }) => (
              <tr key={day}>
                <td>{label(day)}</td>
                <td>{views}</td>
                <td>{opens}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  );
}
