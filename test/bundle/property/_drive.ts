import { advance, beginRun } from '../../../src/engine/index.js';
import type {
  Bundle,
  Finding,
  Heard,
  PlaybookRun,
  ProbeResult,
  RunContext,
  RunEvent,
} from '../../../src/domain/index.js';

/** Draws a whole number below `below`. */
export type Draw = (below: number) => number;

/** How a walk came to an end: by itself, to people, or because the person had enough. `walking`: not even then. */
export type Came = 'ended' | 'to people' | 'left' | 'walking';

const NOW = '2026-03-02T02:00:00.000Z';
const CODES = ['tls.expired', 'tls.ok', 'net.refused', 'net.connected', 'auth.rejected', 'dns.nxdomain'];
const WORDS = [
  '好了',
  'no',
  '不知道',
  'imap.corp.example',
  'kim@qq.com',
  '网易邮箱大师',
  'LOGIN failed',
  '…',
];

/**
 * Walks a playbook with random answers of people and the world; after so many events the person leaves. Throws what the
 * engine throws. A pause may come round as often as nothing changes, so not every walk ends by itself.
 */
export function drive(bundle: Bundle, playbook: string, draw: Draw, most: number): Came {
  let run = beginRun({
    problem: 'p',
    bundle: bundle.hash,
    playbook,
    language: draw(2) ? 'zh' : 'en',
    slots: {},
  });
  let event: RunEvent | undefined = { kind: 'started' };
  for (let events = 0; events < most && event; events += 1) {
    run = advance(bundle, run, event, context()).run;
    // Plain JSON: what is stored between turns is all there is.
    run = JSON.parse(JSON.stringify(run)) as PlaybookRun;
    if (run.ended) return 'ended';
    if (run.waiting?.kind === 'handoff' && draw(2) === 0) return 'to people';
    event = nextEvent(run, draw);
  }
  const left = advance(bundle, run, { kind: 'closed', outcome: 'abandoned' }, context()).run;
  return left.ended ? 'left' : 'walking';
}

function nextEvent(run: PlaybookRun, draw: Draw): RunEvent | undefined {
  const { waiting } = run;
  if (!waiting) return undefined;
  const { token, kind, buttons } = waiting;
  switch (kind) {
    case 'question': {
      const chance = draw(10);
      if (chance < 6) return { kind: 'pressed', token, button: buttons[draw(buttons.length)] ?? 'human' };
      if (chance < 9) return { kind: 'said', heard: heardAs(WORDS[draw(WORDS.length)] ?? '', draw) };
      return {
        kind: 'elapsed',
        token,
        purpose: (['silent', 'idle-remind', 'idle-abandon'] as const)[draw(3)] ?? 'silent',
      };
    }
    case 'measurement':
      return { kind: 'measured', token, results: [resultOf(draw, 'tls')] };
    case 'pause':
      if (draw(2)) return { kind: 'elapsed', token, purpose: 'wait' };
      return { kind: 'said', heard: heardAs(WORDS[draw(WORDS.length)] ?? '', draw) };
    case 'sign-in': {
      const outcome = (['tried', 'expired', 'declined', 'refused', 'failed'] as const)[draw(5)] ?? 'tried';
      return {
        kind: 'signed-in',
        token,
        outcome,
        results: outcome === 'tried' ? [resultOf(draw, 'sign-in')] : [],
      };
    }
    case 'action':
      if (draw(2)) return { kind: 'notified', token, outcome: draw(2) ? 'sent' : 'failed' };
      return {
        kind: 'acted',
        token,
        outcome: ['ok', 'not-locked', 'failed', 'unknown', 'none'][draw(5)] ?? 'ok',
      };
    case 'handoff':
      return draw(2) ? { kind: 'returned', token } : { kind: 'handed', token, reference: 'MM-1' };
  }
}

function resultOf(draw: Draw, probe: string): ProbeResult {
  const target = 'imap.corp.example:993';
  const finding = (code: string): Finding => ({
    code,
    severity: draw(3) ? 'critical' : 'info',
    facts: {},
    evidence: [],
    probe,
    target,
    measuredAt: NOW,
    seenFrom: 'bot',
  });
  const codes = CODES.filter(() => draw(4) === 0);
  const status = draw(4) ? 'measured' : draw(2) ? 'failed' : 'refused';
  return { probe, target, status, findings: codes.map(finding), phases: [], startedAt: NOW, ms: 1 };
}

function heardAs(text: string, draw: Draw): Heard {
  const answer = (['yes', 'no', 'unknown', undefined] as const)[draw(4)];
  return {
    text,
    language: 'en',
    ...(answer && { answer }),
    entities: text.includes('.') && !text.includes('@') ? [{ kind: 'hostname', value: text }] : [],
    intent: {
      text,
      language: 'en',
      scenario: 'unclear',
      confidence: 0,
      alternatives: [],
      because: [],
      certain: false,
    },
  };
}

function context(): RunContext {
  return {
    now: NOW,
    channel: 'web',
    person: { verified: true, address: 'kim@corp.example', role: 'employee', timeZone: 'Asia/Shanghai' },
    providerOf: () => undefined,
    promises: {},
  };
}
