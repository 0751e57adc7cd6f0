import { ok, warning, type Check } from './_check.js';

/** Whether the people of the directory can be read. Who they are is never shown. */
export const directoryCheck: Check = {
  id: 'directory',
  async run({ settings, directory }) {
    const found = await directory();
    if (found === undefined) {
      const { slack, teams } = settings.channels;
      const several = slack !== undefined && teams !== undefined;
      return several
        ? [
            warning(
              'no directory: one person on Slack and Teams counts as two',
              'Set MAILMEDIC_DIRECTORY_FILE (docs/directory.md).',
            ),
          ]
        : [ok('none: each platform tells who people are')];
    }
    const { people, ignored } = found;
    if (people === 0) return [warning('the directory holds nobody', 'Write people into the file.')];
    const read = ok(`${people} people are known`);
    if (ignored.length === 0) return [read];
    return [
      read,
      warning(
        `columns that nobody reads: ${ignored.join(', ')}`,
        'Leave them out, or correct their names (docs/directory.md).',
      ),
    ];
  },
};
