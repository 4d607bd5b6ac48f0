/** Why a message did not arrive, for the member it was for: code → what happened, and the next step. */
const troubles: Record<string, string> = {
  'worker-lost':
    'The server stopped while it was sending. It may have arrived; it is not sent again, so that you never get it twice.',
  'connection-lost':
    'The connection broke before the other side had answered. It may have arrived; it is not sent again, so that you never get it twice.',
  'mail-refused': 'The mail server refused it for good. Check with your admin that your address is right.',
  'mail-busy':
    'The mail server refused it again and again until it was too late. Tell your admin if this stays.',
  'mail-unreachable': 'The mail server could not be reached until it was too late. Tell your admin.',
  'mail-login': 'The mail server did not accept the login of this server. Tell your admin to check SMTP_URL.',
  'push-gone':
    'The browser takes no notifications any more, so it was removed from the list. Switch them on again there.',
  'push-refused':
    'The push service of the browser refused it. Remove the browser, and switch it on again there.',
  'push-busy': 'The push service of the browser took nothing until it was too late.',
  'push-unreachable':
    'The push service of the browser could not be reached until it was too late. Tell your admin if this stays.',
};

/** What the settings say of a delivery that did not arrive; a code that is not known is trouble of ours. */
export const describeDeliveryTrouble = (code: string): string =>
  troubles[code] ?? 'It could not be sent because of trouble on our side. Tell your admin if this stays.';
