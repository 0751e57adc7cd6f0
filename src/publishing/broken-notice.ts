import type { LocalText } from '../domain/index.js';

/** A folder that could not be published, as people hear of it. */
export interface BrokenFolder {
  readonly errors: number;
  /** `playbooks/certificate.yaml:12:5 …`. */
  readonly first: string;
  /** Owners of the playbooks that hold errors, as far as they are known. */
  readonly owners: readonly string[];
  /** Number of the bundle that stays live. */
  readonly stays?: number;
}

/** What the people of a queue are told about it. */
export function brokenFolderNotice({ errors, first, owners, stays }: BrokenFolder): LocalText {
  const who = owners.length === 0 ? undefined : owners.join(', ');
  return {
    zh: [
      `剧本文件夹里有 ${errors} 处错误，没有发布。`,
      ...(stays === undefined ? [] : [`第 ${stays} 版继续使用。`]),
      `第一处：${first}`,
      ...(who === undefined ? [] : [` 负责人：${who}。`]),
    ].join(''),
    en: [
      `The playbook folder holds errors (${errors}) and was not published.`,
      ...(stays === undefined ? [] : [`Bundle ${stays} stays live.`]),
      `The first one: ${first}`,
      ...(who === undefined ? [] : [`Owner: ${who}.`]),
    ].join(' '),
  };
}
