import {
  domainOf,
  type ProbeLeave,
  type ProbeRequest,
  type ProbeResult,
  type Task,
  type TaskWork,
} from '../domain/index.js';
import type { House } from './house.js';

/** A crowd at one server is waited for so often, at most a minute each time. */
const LAST_WAIT = 4;

/** Whether a measurement may begin, by what its person and its targets have had; an agent is trusted with the first. */
export async function askLeave(
  house: House,
  task: Task,
  { request, person, caseId, unasked }: Extract<TaskWork, { kind: 'probe' }>,
): Promise<ProbeLeave> {
  const leave = await house.store.limits.startProbe(
    {
      task: task.id,
      targets: targetsOf(request),
      ...(caseId === undefined && unasked !== true ? { person: person ?? task.conversation } : {}),
    },
    house.probeShares,
  );
  return leave.kind === 'later' && task.attempt > LAST_WAIT ? { kind: 'refused' } : leave;
}

function targetsOf({ with: given }: ProbeRequest): readonly string[] {
  const { host, address } = given;
  const target = host ?? (address === undefined ? undefined : domainOf(address));
  return target === undefined || target === '' ? [] : [target.toLowerCase()];
}

/** What a measurement without leave has to tell. */
export function unmeasured(request: ProbeRequest, at: string): readonly ProbeResult[] {
  return request.probes.map((probe) => ({
    probe,
    target: targetsOf(request)[0] ?? '',
    status: 'refused',
    findings: [],
    phases: [],
    startedAt: at,
    ms: 0,
    reason: 'too many measurements lately',
  }));
}
