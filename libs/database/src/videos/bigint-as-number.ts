/** Reads a `bigint` column as a number: sizes stay far below 2⁵³. */
export const bigintAsNumber = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
