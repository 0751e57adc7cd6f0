/**
 * `work` with a memory: the same thing and the same way to ask give the answer of the last time. Things are what files
 * were read into; they never change, and what is remembered goes with them. Makes a second look at a bundle, where one
 * file of sixty has changed, as quick as a look at that file.
 */
export function remember<Thing extends object, Way extends string, Answer>(
  work: (thing: Thing, way: Way) => Answer,
): (thing: Thing, way: Way) => Answer {
  const answers = new WeakMap<Thing, Map<Way, Answer>>();
  return (thing, way) => {
    const known = answers.get(thing) ?? new Map<Way, Answer>();
    answers.set(thing, known);
    if (!known.has(way)) known.set(way, work(thing, way));
    return known.get(way) as Answer;
  };
}
