import type { Prospect } from '@app/contracts';
import { Modal } from '@mantine/core';
import { useSaveProspect } from '../../shared/api/save-prospect';
import { useUpdateProspect } from './api/update-prospect';
import { ProspectForm } from './prospect-form';
import { prospectsTexts } from './prospects.texts';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Adds one prospect. */
export function AddProspectDialog({ isOpen, onClose }: DialogProps) {
  const save = useSaveProspect();
  return (
    <Modal opened={isOpen} onClose={onClose} title={prospectsTexts.form.addTitle}>
      <ProspectForm
        isBusy={save.isPending}
        error={save.error}
        onSave={(values) => save.mutate(values, { onSuccess: onClose })}
        onCancel={onClose}
      />
    </Modal>
  );
}

/** Changes one prospect. */
export function EditProspectDialog({ prospect, isOpen, onClose }: DialogProps & { prospect: Prospect }) {
  const update = useUpdateProspect(prospect.id);
  return (
    <Modal opened={isOpen} onClose={onClose} title={prospectsTexts.form.editTitle}>
      <ProspectForm
        prospect={prospect}
        isBusy={update.isPending}
        error={update.error}
        onSave={(values) => update.mutate(values, { onSuccess: onClose })}
        onCancel={onClose}
      />
    </Modal>
  );
}
