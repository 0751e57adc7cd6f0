import type { Source } from './_source.js';
import { autoconfigSource } from './autoconfig.js';
import { autodiscoverSource } from './autodiscover.js';
import { guessSource } from './guess.js';
import { ispdbSource } from './ispdb.js';
import { mxSource } from './mx.js';
import { srvSource } from './srv.js';

export { guessedNames } from './guess.js';
export { mxEvidence } from './mx.js';
export { SERVICES, serviceOf } from './srv.js';
export { fromProvider, type Said, type Source } from './_source.js';

/** Every source that is asked over the network, in the order of how far each is to be believed. */
export const SOURCES: readonly Source[] = [
  mxSource,
  srvSource,
  autoconfigSource,
  ispdbSource,
  autodiscoverSource,
  guessSource,
];

/** Where a server's settings come from, by `MailServer.source`, as evidence says it. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = {
  'provider-file': "the provider's file",
  'mx-pattern': "the provider's file, found by the MX records",
  srv: 'SRV records of the domain',
  autoconfig: "the domain's own autoconfig page",
  ispdb: "Thunderbird's public database",
  autodiscover: "the provider's file, found by Microsoft's Autodiscover",
  guess: 'a usual name that answers',
};
