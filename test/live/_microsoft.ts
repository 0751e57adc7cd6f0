import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

import { createTeamsConnector } from '../fakes/teams-server.js';
import type { TeamsPerson } from '../fakes/teams-activities.js';
import { loginAnswer } from '../fakes/teams-tokens.js';

/** Microsoft's hosts, all of them at port 443 of this namespace. */
export async function startMicrosoft(folder: string, person: TeamsPerson) {
  const connector = createTeamsConnector();
  connector.addMember(person);
  const tls = { key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/cert.pem`) };
  const server = createServer(tls, (request, response) => {
    if (request.headers.host === 'smba.trafficmanager.net') {
      connector.listener(request, response);
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const answer = loginAnswer(new URL(request.url ?? '/', 'https://login').pathname, body);
      response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer?.body ?? {}));
    });
  });
  server.listen(443, '127.0.0.1');
  await once(server, 'listening');
  return { connector, close: () => server.close() };
}
