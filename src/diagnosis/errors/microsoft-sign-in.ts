import { rule, type ErrorRule } from './rule.js';

/** Error codes of Microsoft's sign-in service (Entra “AADSTS” error code reference). */
export const MICROSOFT_SIGN_IN: readonly ErrorRule[] = [
  rule('auth.locked', /AADSTS(?:50053|50057|500571)\b/iu),
  rule('auth.expired', /AADSTS(?:50055|50144|50142)\b/iu),
  rule('auth.rejected', /AADSTS(?:50126|50056|50064)\b/iu, { or: ['mfa-conflict', 'password-expired'] }),
  rule('auth.unknown-user', /AADSTS(?:50034|51004|50020|90072|16000)\b/iu, { sure: 'medium' }),
  rule('auth.place-refused', /AADSTS(?:53000|53001|53002|53003|50005|50097|50129|530032|135011)\b/iu),
  rule('auth.account-misused', /AADSTS(?:53004|50131|530034|53011)\b/iu),
  rule('auth.browser-sign-in-needed', /AADSTS(?:50072|50074|50076|50079|50158|50058|50173|65001|53010)\b/iu),
  rule(
    'auth.token-refused',
    /AADSTS(?:70008|700082|700084|70043|50013|50132|50133|50089|54005|700003|500133|70000)\b/iu,
  ),
  rule('auth.service-disabled', /AADSTS(?:50105|65005|500011|7000112|50178)\b/iu, {
    sure: 'medium',
    or: ['protocol-config'],
  }),
  rule('auth.unavailable', /AADSTS(?:90033|50000|50196|90024|50087)\b/iu),
  rule('client.settings-incomplete', /AADSTS(?:90002|50011|700016|900023|50059|7000215|900144)\b/iu),
  rule('auth.token-refused', /AADSTS\d{4,7}\b/iu, {
    sure: 'low',
    or: ['new-device', 'account-locked', 'protocol-config'],
  }),
];
