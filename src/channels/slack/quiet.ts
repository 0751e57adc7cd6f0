/** No names turned into mentions or links: the words of people and servers stay words. For chat.update. */
export function quietUpdate(text: string): Readonly<Record<string, unknown>> {
  return { text, parse: 'none', link_names: false };
}

/** The same for chat.postMessage, which knows markup and previews, too. */
export function quietPost(text: string): Readonly<Record<string, unknown>> {
  return { ...quietUpdate(text), mrkdwn: false, unfurl_links: false, unfurl_media: false };
}
