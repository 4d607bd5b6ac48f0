import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { IconSearch } from '../icons';
import classes from './search-input.module.css';

interface SearchInputProps {
  label: string;
  /** What the address says. */
  value: string;
  onChange: (value: string) => void;
}

const pauseMs = 250;

/** Search field that reports after a short pause in typing; the address keeps what was searched. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed by other means than typing here: going back, or a button that clears the search.
  if (value !== known) {
    setKnown(value);
    setText(value);
  }
  const report = useDebouncedCallback((typed: string) => {
    setKnown(typed);
    onChange(typed);
  }, pauseMs);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={18} />}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.currentTarget.value);
        report(event.currentTarget.value.trim());
      }}
      className={classes.search}
    />
  );
}
