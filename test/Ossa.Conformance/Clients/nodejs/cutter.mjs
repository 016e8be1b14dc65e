import { connect, createServer } from 'node:net';

/**
 * Stands before a server and loses one answer: that to the first request which the pattern fits, on a connection that had an answer before. The
 * server has done what was asked by then; the connection is cut without a byte of the answer.
 */
export async function cutter(target, pattern) {
  let lost = 0;
  const sockets = new Set();
  const server = createServer(client => {
    const upstream = connect(target.port, target.hostname);
    let isUsed = false;
    let isCut = false;
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    client.on('data', data => {
      if (isUsed && lost === 0 && pattern.test(data.toString('latin1'))) {
        isCut = true;
        lost++;
      }
      upstream.write(data);
    });
    upstream.on('data', data => {
      if (isCut) {
        client.resetAndDestroy();
        return;
      }
      isUsed = true;
      client.write(data);
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    lost: () => lost,
    close() {
      server.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
}
