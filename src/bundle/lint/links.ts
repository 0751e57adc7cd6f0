import type { BundleProblem, Language, LocalText } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { nameSome } from '../nearest.js';
import { remember } from '../remember.js';
import { bundleTexts } from './bundle-texts.js';
import type { LintWorld } from './world.js';
import { problemIn } from './world.js';

/** The address of a Markdown link, or an address that stands in the text. */
const LINK =
  /\]\(\s*<?([^)\s>]*)|\b([a-z][a-z0-9+.-]*:\/\/[^\s<>"”’，。；！？）)]+)|\b((?:javascript|data|vbscript|file):\S+)/giu;
const PLACEHOLDER = /^\{[^{}]+\}$/u;
const HTTPS = /^https:\/\/([^\s/?#@:]+)(?::\d+)?(?:[/?#]|$)/iu;

/** Every link leads by https to a host of the organisation or of a provider: the bot must not be of use for phishing. */
export function* linksAllowed(world: LintWorld): Iterable<BundleProblem> {
  const hosts = allowedHosts(world);
  for (const { file, path, text } of bundleTexts(world)) {
    for (const language of LANGUAGES) {
      for (const address of addressesIn(text, language)) {
        const host = HTTPS.exec(address)?.[1]?.toLowerCase();
        if (host !== undefined && isAllowed(host, hosts)) continue;
        yield problemIn(world, file, [...path, language], {
          rule: 'link',
          message:
            host === undefined
              ? `The link \`${address}\` does not begin with \`https://\` and a host.`
              : `The link leads to \`${host}\`, which is neither the organisation’s nor a provider’s.`,
          remedy:
            hosts.size > 0
              ? `Lead to ${nameSome(hosts)} or a host below one of them; the list is \`org:\` in \`bundle.yaml\` and \`webmail:\` of the providers.`
              : 'Name the host in `org:` of `bundle.yaml`, or as `webmail:` of a provider.',
        });
      }
    }
  }
}

const addressesIn = remember((text: LocalText, language: Language) =>
  [...text[language].matchAll(LINK)]
    .map(([, inMarkdown, plain, script]) => inMarkdown ?? plain ?? script ?? '')
    .filter((address) => !PLACEHOLDER.test(address)),
);

function allowedHosts({ read }: LintWorld): ReadonlySet<string> {
  const told = [
    ...Object.values(read.settings?.org ?? {}),
    ...[...read.providers.values()].flatMap(({ webmail }) => webmail ?? []),
  ];
  const hosts = told.map(
    (text) => /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#:]|$)/iu.exec(text)?.[1],
  );
  return new Set(hosts.flatMap((host) => (host === undefined ? [] : [host.toLowerCase()])));
}

function isAllowed(host: string, hosts: ReadonlySet<string>): boolean {
  return [...hosts].some((one) => host === one || host.endsWith(`.${one}`));
}
