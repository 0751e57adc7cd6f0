import { readXml, type XmlElement } from '../_xml.js';
import { concerns, timeOf, type Feed } from './_feed.js';

/** `Zoho Mail-IMAP - Partial Outage`: a component and its state. */
const TITLE = /^(.+?) - ([^-]+)$/u;
const FINE: readonly string[] = ['operational', 'available', 'up'];

/** RSS with one item for each component, its state at the end of the title, as Zoho's StatusIQ writes it. */
export const componentRssFeed: Feed = {
  id: 'component-rss',
  read(body, about) {
    const root = readXml(body, 'feed');
    const channel = root?.name === 'rss' ? child(root, 'channel') : undefined;
    if (!channel) return undefined;
    return channel.children
      .filter(({ name }) => name === 'item')
      .flatMap((item) => {
        const title = child(item, 'title')?.text.trim() ?? '';
        const [, component = '', state = ''] = TITLE.exec(title) ?? [];
        const since = timeOf(child(item, 'pubDate')?.text.trim() ?? '');
        if (!since || component === '' || FINE.includes(state.trim().toLowerCase())) return [];
        return concerns([component.trim()], about) ? [{ title, since }] : [];
      });
  },
};

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}
