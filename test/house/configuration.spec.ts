import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { readSettings, SETTINGS, type SettingName } from '../../src/config/index.js';

function documented(): readonly (readonly string[])[] {
  return readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

describe('docs/configuration.md', () => {
  it('lists every setting with its default, meaning and example, in the order of the code', () => {
    const coded = Object.entries(SETTINGS).map(([name, setting]) => [
      `\`${name}\``,
      setting.default,
      setting.what,
      `\`${setting.example}\``,
    ]);

    expect(documented()).toEqual(coded);
  });

  it.each<SettingName>([
    'HOST',
    'PORT',
    'LOG_LEVEL',
    'MAILMEDIC_DATA_DIR',
    'MAILMEDIC_PROBE_ALLOW_PORT_25',
    'MAILMEDIC_PROBES_PER_HOUR',
    'MAILMEDIC_PROBE_PROCESSES',
  ])('tells the true default of %s: writing it out changes nothing', (name) => {
    expect(readSettings({ [name]: SETTINGS[name].default })).toEqual(readSettings({}));
  });
});
