import type { BundleProblem } from '../../domain/index.js';
import type { YamlPath } from '../tree.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

interface Claimed {
  readonly file: string;
  readonly path: YamlPath;
  readonly name: string;
  readonly owner: string;
}

/** A name that people use, and a domain, belong to one owner only. */
export function* namesOnce(world: LintWorld): Iterable<BundleProblem> {
  const { clients, providers, glossary } = world.read;
  yield* claimedTwice(
    world,
    [...clients.values()].flatMap(({ id, names }) =>
      names.map((name, index) => ({
        file: `playbooks/clients/${id}.yaml`,
        path: ['names', index],
        name,
        owner: id,
      })),
    ),
  );
  yield* claimedTwice(
    world,
    [...providers.values()].flatMap(({ id, domains }) =>
      domains.map((name, index) => ({
        file: `playbooks/providers/${id}.yaml`,
        path: ['domains', index],
        name,
        owner: id,
      })),
    ),
  );
  yield* claimedTwice(
    world,
    [...(glossary?.values() ?? [])].flatMap(({ id, names }) =>
      names.map((name, index) => ({
        file: 'playbooks/glossary.yaml',
        path: ['terms', id, 'names', index],
        name,
        owner: id,
      })),
    ),
  );
  for (const playbook of world.read.playbooks.values()) {
    const names = new Set<string>();
    for (const [index, { name }] of playbook.tests.entries()) {
      if (names.has(name)) {
        yield problemIn(world, playbook.file, ['tests', index, 'name'], {
          rule: 'test-twice',
          message: `Two tests are called “${name}”.`,
          remedy: 'Give each test a name of its own.',
        });
      }
      names.add(name);
    }
  }
}

function* claimedTwice(world: LintWorld, claims: readonly Claimed[]): Iterable<BundleProblem> {
  const owners = new Map<string, string>();
  for (const { file, path, name, owner } of claims) {
    const key = name.toLowerCase();
    const other = owners.get(key);
    if (other !== undefined && other !== owner) {
      yield problemIn(world, file, path, {
        rule: 'name-twice',
        message: `\`${name}\` already belongs to \`${other}\`.`,
        remedy: 'Keep it at one of the two.',
      });
    }
    owners.set(key, other ?? owner);
  }
}
