import type { Feed } from './_feed.js';
import { componentRssFeed } from './component-rss.js';
import { googleIncidentsFeed } from './google-incidents.js';
import { statuspageFeed } from './statuspage.js';

export type { Feed, Incident } from './_feed.js';

/** Every shape of a status feed by its id. A new one is one file, one line here and its id in `domain`. */
export const FEEDS: ReadonlyMap<string, Feed> = new Map(
  [googleIncidentsFeed, statuspageFeed, componentRssFeed].map((feed): [string, Feed] => [feed.id, feed]),
);
