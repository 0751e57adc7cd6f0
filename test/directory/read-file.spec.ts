import { describe, expect, it } from 'vitest';

import { readDirectoryFile } from '../../src/directory/index.js';
import { MailmedicError } from '../../src/domain/index.js';
import { fileWith } from './_file.js';

async function read(content: string | Uint8Array) {
  return readDirectoryFile(fileWith(content));
}

async function problemsOf(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof MailmedicError && error.code === 'MM_DIRECTORY')
      return error.facts['problems'] ?? '';
    throw error;
  }
  return 'none';
}

describe('a directory file', () => {
  it('is read with every column, in any order and case', async () => {
    const { people, ignored } = await read(
      [
        'Manager,ID,Name,Addresses,Mailboxes,Slack,Teams,Department,Language,Time Zone,Cost centre',
        'Li Na,7,Kim,kim@corp.example,Info@corp.example;it@corp.example,U024BE7LH,2F1C9C1E-5D43-4D3B-8F0E-6A3C8A1F7B52,Sales,zh-CN,Asia/Shanghai,12',
      ].join('\n'),
    );

    expect(people.map(({ entry }) => entry)).toEqual([
      {
        id: '7',
        name: 'Kim',
        address: 'kim@corp.example',
        mailboxes: ['info@corp.example', 'it@corp.example'],
        department: 'Sales',
        manager: 'Li Na',
        language: 'zh',
        timeZone: 'Asia/Shanghai',
      },
    ]);
    expect(ignored).toEqual(['Cost centre']);
  });

  it.each([
    ['a byte order mark', '\uFEFFid,name,slack\n1,王敏,U01'],
    ['quotation marks', '"id","name","slack"\r\n"1","王敏","U01"\r\n'],
    ['semicolons', 'id;name;slack\n1;王敏;U01'],
    ['tabs', 'id\tname\tslack\n1\t王敏\tU01'],
    ['old ends of lines, empty ones too', 'id,name,slack\r\r1,王敏,U01\r,,\r'],
    ['cells left out at the end', 'id,name,slack,teams,department\n1,王敏,U01'],
  ])('may have %s', async (_what, content) => {
    const { people } = await read(content);

    expect(people.map(({ entry }) => entry)).toEqual([{ id: '1', name: '王敏' }]);
  });

  it('may hold separators, ends of lines and quotation marks in quoted cells', async () => {
    const { people } = await read('id,name,slack,department\n1,"Kim, ""KK""",U01,"Sales\nEast"\n2,Bo,U02,IT');

    expect(people.map(({ entry }) => [entry.name, entry.department])).toEqual([
      ['Kim, "KK"', 'Sales\nEast'],
      ['Bo', 'IT'],
    ]);
  });

  it.each([
    ['', 'line 1: is empty'],
    ['name,slack\nKim,U01', 'line 1: names no column id'],
    ['id,name\n1,Kim', 'line 1: names none of addresses, slack and teams'],
    ['id,slack,Slack\n1,U01,U02', 'line 1, slack: is named twice'],
    ['id,slack\n,U01', 'line 2, id: is empty'],
    ['id,slack\n1,kim', 'line 2, slack: is not a Slack member id'],
    ['id,teams\n1,kim', 'line 2, teams: is not an Entra object id'],
    ['id,addresses\n1,kim@corp.example kim', 'line 2, addresses: is not a mail address'],
    ['id,slack,time_zone\n1,U01,Beijing', 'line 2, time_zone: is no time zone'],
    ['id,slack,language\n1,U01,fr', 'line 2, language: is neither zh nor en'],
    ['id,slack\n1,U01\n1,U02', 'line 3, id: stands on line 2 already'],
    ['id,slack\n1,U01\n2,U01', 'line 3, slack: stands on line 2 already'],
    [
      'id,addresses\n1,a@b.example\n2,A@b.example',
      'line 3, addresses: stands on line 2 already; what several',
    ],
    ['id,slack,name\n1,U01,Kim,Li', 'line 2: has 4 cells for 3 columns'],
    ['id,slack,name\n1,U01,"Kim\nLi', 'line 2: opens a quotation mark that is never closed'],
    ['id,slack,name\n1,U01,"Kim" Li', 'line 2: goes on after a closing quotation mark'],
  ])('is refused with the place and the remedy: %j', async (content, problem) => {
    expect(await problemsOf(content)).toContain(`\n- ${problem}`);
  });

  it('counts lines inside quoted cells', async () => {
    expect(await problemsOf('id,slack,name\n1,U01,"Kim\nLi"\n2,bad,Bo')).toContain('line 4, slack:');
  });

  it('tells every problem at once, as far as anybody reads, and repeats nobody', async () => {
    const problems = await problemsOf(
      ['id,slack', ...Array.from({ length: 25 }, (_, at) => `${at},secret-name`)].join('\n'),
    );

    expect(problems.split('\n- ')).toHaveLength(22);
    expect(problems).toContain('and 5 more');
    expect(problems).not.toContain('secret');
  });

  it.each([
    [
      'GBK',
      Buffer.from([...Buffer.from('id,name,slack\n1,'), 0xcd, 0xf5, 0xc3, 0xf4, ...Buffer.from(',U01')]),
      'line 2: is not UTF-8 but most likely GBK',
    ],
    ['UTF-16', Buffer.from('\uFEFFid,slack\n1,U01', 'utf16le'), 'line 1: is in UTF-16'],
    ['nothing known', Buffer.from([...Buffer.from('id,slack\n'), 0xff, 0xff]), 'line 2: is not UTF-8; save'],
  ])('in another encoding is refused by its name: %s', async (_name, bytes, problem) => {
    expect(await problemsOf(bytes)).toContain(`\n- ${problem}`);
  });

  it('that is not there is told', async () => {
    await expect(readDirectoryFile('/nowhere/people.csv')).rejects.toMatchObject({ code: 'MM_DIRECTORY' });
  });
});
