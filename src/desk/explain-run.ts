import type { ProbeRunAnswer } from '../api/index.js';
import {
  isTrouble,
  type Bundle,
  type Diagnosis,
  type Finding,
  type LocalText,
  type ProbeResult,
  type ProbeRun,
} from '../domain/index.js';
import { findingSentence, rank } from '../diagnosis/index.js';
import { causesOf } from '../engine/index.js';
import { withoutMailbox } from './without-mailbox.js';

const MOST_REASONS = 3;

/**
 * A measurement as its page shows it: what was found in words, and what it makes of the causes by itself, without
 * the person's words. No mail address is left in it, because the link is passed on.
 */
export function explainRun(run: ProbeRun, bundle: Bundle): ProbeRunAnswer {
  const results = run.results.map((result) => shown(result));
  const findings = run.results.flatMap((result) => result.findings);
  const diagnosis = rank({ causes: causesOf(bundle), findings, excluded: [] });
  const answer: ProbeRunAnswer = {
    id: run.id,
    at: run.at,
    verdict: verdictOf(run.results, findings, diagnosis),
    results,
    causes: diagnosis.causes
      .filter(({ because }) => because.length > 0)
      .map(({ id, title, standing, because }) => ({
        id,
        title,
        standing,
        because: because
          .filter(({ speaksFor }) => speaksFor === (standing !== 'ruled-out'))
          .slice(0, MOST_REASONS)
          .map(({ sentence }) => sentence),
      }))
      .filter(({ because }) => because.length > 0),
  };
  return withoutAddresses(answer, localPartsOf(run));
}

/** A finding with its sentence in every language. */
export function withSentence(finding: Finding): Finding & { readonly sentence: LocalText } {
  return {
    ...finding,
    sentence: { zh: findingSentence(finding, 'zh'), en: findingSentence(finding, 'en') },
  };
}

function shown({ mailbox: _mailbox, findings, ...result }: ProbeResult): ProbeRunAnswer['results'][number] {
  return { ...result, findings: findings.map((finding) => withSentence(finding)) };
}

function verdictOf(
  results: readonly ProbeResult[],
  findings: readonly Finding[],
  { causes }: Diagnosis,
): LocalText {
  const first = causes[0];
  if (first?.standing === 'measured') return first.title;
  if (first?.standing === 'likely') {
    return { zh: `很可能是：${first.title.zh}`, en: `Most likely: ${first.title.en}` };
  }
  if (results.length > 0 && results.every(({ status }) => status === 'refused')) {
    return { zh: '这个目标不在可测量的范围内', en: 'This is not a server that may be measured' };
  }
  if (!results.some(({ status }) => status === 'measured')) {
    return { zh: '这次没能测成', en: 'Nothing could be measured this time' };
  }
  const troubles = findings.filter((finding) => isTrouble(finding)).length;
  if (troubles === 0) {
    return { zh: '测到的各项都正常', en: 'Everything that was measured is in order' };
  }
  return {
    zh: `发现 ${troubles} 处异常，还不能断定原因`,
    en: `${troubles === 1 ? 'One thing is' : `${troubles} things are`} not in order; the cause is not certain yet`,
  };
}

function localPartsOf(run: ProbeRun): readonly string[] {
  return run.results.flatMap(({ mailbox }) => {
    const local = mailbox?.address.split('@')[0] ?? '';
    return local.length >= 3 ? [local] : [];
  });
}

/** Cuts the part before the @ out of every text, and that part by itself too: it often is a person's name. */
function withoutAddresses<T>(given: T, localParts: readonly string[]): T {
  const clean = (text: string): string => {
    const bare = withoutMailbox(text, '…');
    return localParts.reduce((rest, local) => cutWord(rest, local), bare);
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(given) as T;
}

const WORD = /[\p{L}\p{N}._+-]/u;

/** Whole words only: cutting `imap` out of `imap.corp.example` because somebody is called so would tell less. */
function cutWord(text: string, word: string): string {
  let from = 0;
  let kept = '';
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const isWhole = !WORD.test(text[at - 1] ?? ' ') && !WORD.test(text[at + word.length] ?? ' ');
    kept += text.slice(from, at) + (isWhole ? '…' : word);
    from = at + word.length;
  }
  return kept + text.slice(from);
}
