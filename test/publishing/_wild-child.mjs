// Stands for the parser's child: some files make it hang, some end it, all others are fine.
process.on('message', ({ file }) => {
  if (file === 'hang') for (;;);
  if (file === 'crash') process.exit(134);
  if (file === 'killed') process.kill(process.pid, 'SIGKILL');
  // As much as a machine has, but more than the limit: without one this file is fine.
  if (file === 'eat') for (const eaten = []; eaten.length < 25;) eaten.push(new Array(1e6).fill(file.length));
  process.send({ problems: [] });
});
process.on('disconnect', () => process.exit(0));
process.send('ready');
