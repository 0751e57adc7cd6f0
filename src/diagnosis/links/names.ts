/** Letters that look like others, as attackers write them; what each is taken for at a glance. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аɑαàáâãäåāạ', b: 'ЬƄв', c: 'сϲⅽçć', d: 'ԁɗđ', e: 'еҽєèéêëēėęẹ', f: 'ƒ', g: 'ɡցğġ', h: 'һհ', i: 'іìíîïīıɩιịӏ',
    j: 'јϳ', k: 'ķκк', l: 'ⅼłľļ1|', m: 'мⅿṃ', n: 'ոñńņṇп', o: 'оοօ0òóôõöøōọ', p: 'рρ', q: 'ԛգ', r: 'гŗř', s: 'ѕšśşș5',
    t: 'тţťț', u: 'υսùúûüūụ', v: 'νѵⅴ', w: 'ѡԝωẁẃŵ', x: 'хҳ×', y: 'уүýÿγ', z: 'ᴢžźż',
  }).flatMap(([plain, looks]) => [...looks].map((look) => [look, plain] as const)),
); // prettier-ignore

/** A name as it looks at a glance: `rn` is `m`, `vv` is `w`, `0` is `o`, `1` is `l`, other alphabets are Latin. */
export function lookOf(name: string): string {
  return [...name.toLowerCase().normalize('NFKC')]
    .map((letter) => ALIKE.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l');
}

/** Registries that hand out names below a second level (`corp.com.cn`). */
const SECOND_LEVEL = /^(?:com|net|org|co|edu|gov|ac|or|ne|go)$/u;

/** The name that somebody registered: `qq.com` of `mail.qq.com`, `corp.com.cn` of `mail.corp.com.cn`. */
export function registeredName(host: string): string {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && SECOND_LEVEL.test(second) ? -3 : -2).join('.');
}

/** What is left of a registered name without its ending: `qq` of `qq.com`. */
export function ownLabel(registered: string): string {
  return registered.split('.', 1)[0] ?? '';
}

/** True when one letter too many, too few, wrong, or swapped with its neighbour makes one word of the other. */
export function isOneSlipApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [restOne, restOther] = [one.slice(at), other.slice(at)];
  if (restOne.slice(1) === restOther.slice(1)) return true;
  if (restOne.slice(1) === restOther || restOne === restOther.slice(1)) return true;
  const isSwapped = restOne[0] === restOther[1] && restOne[1] === restOther[0];
  return isSwapped && restOne.slice(2) === restOther.slice(2);
}
