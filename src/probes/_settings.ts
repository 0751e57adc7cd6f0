import { z } from 'zod';

const deadlineMs = z.int().min(1).max(60_000);

/**
 * What the configuration gives the probes. `registered` names the organisation's own networks:
 * addresses in them may be measured although they are not public, on the usual mail ports and on `ports`.
 * Every other address must be public.
 */
export const probeSettingsSchema = z.strictObject({
  /** DNS servers as `address` or `address:port`; empty means those of the machine. */
  resolvers: z.array(z.string().min(1)).default([]),
  /**
   * Names that always have an address, and a short-lived one: name servers that know none of them, nor anything near
   * a name, prove nothing about it.
   */
  witnesses: z.array(z.string().min(1)).default(['qq.com', 'gmail.com']),
  /** Further DNS servers, whose answers are compared with those of `resolvers`. */
  compared: z.array(z.string().min(1)).default([]),
  registered: z
    .array(
      z.strictObject({
        cidr: z.union([z.cidrv4(), z.cidrv6()]),
        ports: z.array(z.int().min(1).max(65_535)).optional(),
      }),
    )
    .default([]),
  /** Port 25 carries mail between servers; many networks block it, so it is measured on demand only. */
  port25: z.boolean().default(false),
  /** Whether public services that know about mail providers may be asked; they learn the mail domain. */
  outsideLookups: z.boolean().default(false),
  /** PEM certificates trusted beside the public roots: the organisation's own certificate authority. */
  ca: z.array(z.string().min(1)).default([]),
  /** Warm child processes. */
  children: z.int().min(1).max(16).default(2),
  /** Requests that one child measures at the same time. */
  atOnce: z.int().min(1).max(32).default(8),
  /** Requests a child serves before a fresh one takes its place. */
  runsPerChild: z.int().min(1).default(50),
  /** Requests that may wait for a child; one more turns away the last one of whoever has the most waiting. */
  waiting: z.int().min(0).default(100),
  /** Milliseconds that a request may wait for a child before it is told that all are busy. */
  waitMs: z.int().min(1).max(60_000).default(15_000),
  /** Milliseconds. `verdict` covers a whole request: what is still running then is killed. */
  deadlines: z
    .strictObject({
      dns: deadlineMs.default(3_000),
      connect: deadlineMs.default(4_000),
      greeting: deadlineMs.default(5_000),
      tls: deadlineMs.default(5_000),
      web: deadlineMs.default(3_000),
      discover: deadlineMs.default(8_000),
      verdict: deadlineMs.default(10_000),
    })
    .prefault({}),
});

/** The settings as the probes use them; made by {@link probeSettingsSchema}, every part has a default. */
export type ProbeSettings = z.infer<typeof probeSettingsSchema>;

/** What may be left out. */
export type ProbeSettingsInput = z.input<typeof probeSettingsSchema>;
