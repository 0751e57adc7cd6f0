import { describe, expect, it } from 'vitest';
import { unfinished, watchProgress } from '../../src/probes/_unfinished.js';
import { probeSettingsSchema } from '../../src/probes/index.js';

const settings = probeSettingsSchema.parse({ deadlines: { connect: 1_000 } });

/** A request whose connection has not come about after `waitedMs`. */
function afterConnecting(waitedMs: number, alone: boolean) {
  let now = 0;
  const seen = watchProgress({ probes: ['tls'], with: {} }, { now: () => new Date(now) });
  seen.add({ probe: 'tls', target: 'imap.example.com:993', phase: 'connect', status: 'running' });
  now = waitedMs;
  return unfinished(seen, 'stopped', settings, alone);
}

describe('unfinished', () => {
  it('takes a phase without end for the server’s doing where nothing else ran beside it', () => {
    const [result] = afterConnecting(1_000, true);
    expect(result).toMatchObject({ status: 'measured', findings: [{ code: 'net.timeout' }] });
  });

  it('proves nothing where another request may have kept the process from listening', () => {
    expect(afterConnecting(1_000, false)[0]).toMatchObject({ status: 'failed', findings: [] });
  });

  it('proves nothing before the server had the time of the phase', () => {
    expect(afterConnecting(999, true)[0]).toMatchObject({ status: 'failed', findings: [] });
  });
});
