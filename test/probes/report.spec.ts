import { describe, expect, it } from 'vitest';
import { startReport } from '../../src/probes/_report.js';
import { openLab } from './_lab.js';

describe('a step', () => {
  it('is not cut off by time in which this process could not listen', async () => {
    const lab = await openLab([]);
    const report = startReport('imap', 'imap.corp.example:993', lab.tools());
    // What the network brought is seen after the timers: as an answer that came while the process was stuck.
    const answer = () =>
      new Promise<string>((resolve) => setImmediate(() => setImmediate(() => resolve('hello'))));
    const running = report.step('greeting', 50, answer, () => ({ status: 'ok' }));
    for (const until = performance.now() + 300; performance.now() < until;);
    expect(await running).toMatchObject({ ended: true, value: 'hello' });
    await lab.close();
  });

  it('is cut off in the end, however late the process is', async () => {
    const lab = await openLab([]);
    const report = startReport('imap', 'imap.corp.example:993', lab.tools());
    const running = report.step(
      'greeting',
      50,
      () => new Promise(() => undefined),
      () => ({ status: 'ok' }),
    );
    for (const until = performance.now() + 300; performance.now() < until;);
    expect(await running).toMatchObject({ ended: false });
    await lab.close();
  });
});
