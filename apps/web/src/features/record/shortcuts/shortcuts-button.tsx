import { Button, Modal, Text } from '@mantine/core';
import { Fragment, useState } from 'react';
import recordClasses from '../record.module.css';
import { useKey } from '../use-key';
import classes from './shortcuts.module.css';
import { shortcuts, shortcutsKey, shortcutTexts } from './shortcuts.texts';

/** The list of keys, behind a button and behind `?`. */
export function ShortcutsButton() {
  const [isOpen, setIsOpen] = useState(false);
  useKey(shortcutsKey, () => setIsOpen(true));
  return (
    <>
      <Button
        className={classes.button}
        variant="subtle"
        color="gray"
        size="sm"
        rightSection={
          <kbd className={recordClasses.key} aria-hidden>
            {shortcutsKey}
          </kbd>
        }
        onClick={() => setIsOpen(true)}
      >
        {shortcutTexts.open}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={shortcutTexts.title} size="sm">
        <dl className={classes.list}>
          {shortcuts.map(({ keys, does }) => (
            <Fragment key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key} className={classes.key}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </Fragment>
          ))}
        </dl>
        <Text size="sm" c="dimmed">
          {shortcutTexts.while}
        </Text>
      </Modal>
    </>
  );
}
