import { domainOf, type GiftFile, type GiftServer, type Language } from '../domain/index.js';
import { appleProfile, PROFILE_TYPE } from './apple-profile.js';
import { clientConfig } from './client-config.js';
import { providerKnown } from './slots.js';
import type { StepWorld } from './verb.js';

/** Thunderbird looks for a file by this name; what is no plain name must not become a path. */
const PLAIN_DOMAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

/**
 * The settings as files that set a mail app up: for Apple devices and for Thunderbird. None without an address and
 * servers of both kinds: a file with gaps would not install.
 */
export function settingsFiles(servers: readonly GiftServer[], world: StepWorld): readonly GiftFile[] {
  const { language, slots } = world.run;
  const address = slots['address']?.value;
  const receiving = servers.find(({ protocol }) => protocol !== 'smtp');
  const sending = servers.find(({ protocol }) => protocol === 'smtp');
  if (address === undefined || !receiving || !sending) return [];
  const profile: GiftFile = {
    name: 'mail-settings.mobileconfig',
    mediaType: PROFILE_TYPE,
    content: appleProfile({ address, name: address, receiving, sending }),
    note: profileNote(receiving.host, language),
  };
  const domain = domainOf(address);
  if (domain === undefined || !PLAIN_DOMAIN.test(domain)) return [profile];
  const byBrowser = providerKnown(world.bundle, slots, world.context)?.credential === 'oauth-only';
  const config: GiftFile = {
    name: `${domain}.xml`,
    mediaType: 'text/xml',
    content: clientConfig({ domain, receiving, sending, byBrowser }),
    note: configNote(language),
  };
  return [profile, config];
}

/** Only a certificate that Apple knows makes a profile “verified” there; ours is made on the spot and has none. */
function profileNote(host: string, language: Language): string {
  return language === 'zh'
    ? `用于 iPhone、iPad 和 Mac 自带的“邮件”。安装时系统会提示描述文件“未签名”，我们发的就是这样，属于正常现象；安装前请核对里面的邮件服务器是 ${host}。`
    : `For Mail on an iPhone, iPad or Mac. The device will say that this profile is unsigned (“Not Signed”). That is expected of ours; before installing it, check that it names your mail server, ${host}.`;
}

function configNote(language: Language): string {
  return language === 'zh'
    ? '用于 Thunderbird。不改文件名，放进 Thunderbird 安装目录下的 isp 文件夹，再添加账户，服务器会自动填好。没有权限放的话，照上面的内容手动填写，效果一样。'
    : 'For Thunderbird. Keep its name, put it into the folder “isp” where Thunderbird is installed, then add the account: the servers are filled in. Where you may not write there, filling in the settings above by hand does the same.';
}
