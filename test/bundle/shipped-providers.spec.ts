import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { userNameForm, userNameIn } from '../../src/domain/index.js';
import { providerByMx } from '../../src/providers/index.js';
import { filesOf, load } from './_folder.js';

const ROOT = join(import.meta.dirname, '../..');
const files = filesOf(ROOT);
const { providers } = load(files).bundle!;
const all = [...providers.values()];

function twice(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('the provider files that come with the project', () => {
  it('give every domain to one provider', () => {
    expect(all.flatMap(({ domains }) => domains).length).toBeGreaterThan(100);
    expect(twice(all.flatMap(({ domains }) => domains.map((domain) => domain.toLowerCase())))).toEqual([]);
  });

  it('give every mail exchanger to one provider', () => {
    expect(all.flatMap(({ mx }) => mx).length).toBeGreaterThan(10);
    for (const { id, mx } of all) {
      for (const pattern of mx) {
        const host = pattern.replace(/^\*/u, 'mx1');
        const takers = all.filter((one) => providerByMx(new Map([[one.id, one]]), [host]));
        expect([pattern, takers.map((one) => one.id)]).toEqual([pattern, [id]]);
      }
    }
  });

  it('want another user name to send than to receive at iCloud', () => {
    const icloud = providers.get('icloud');
    const names = icloud?.servers.map((server) => [
      server.protocol,
      userNameIn(userNameForm(icloud, server), 'li.lei@icloud.com'),
    ]);
    expect(names).toEqual([
      ['imap', 'li.lei'],
      ['smtp', 'li.lei@icloud.com'],
    ]);
  });

  it('may be written from the template of the documents', () => {
    const template = readFileSync(join(ROOT, 'docs/provider-template.yaml'), 'utf8');
    const id = /^id: (?<id>\S+)/mu.exec(template)?.groups?.['id'] ?? '';
    const { bundle, problems } = load(new Map([...files, [`playbooks/providers/${id}.yaml`, template]]));
    expect(problems).toEqual([]);
    expect(bundle?.providers.has(id)).toBe(true);
  });
});
