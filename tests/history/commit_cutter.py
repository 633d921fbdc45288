"""A proxy before PostgreSQL that drops some connections between a COMMIT and its answer: the one
loss that no server can tell from a commit that never arrived."""
import asyncio
import random
import threading

ONE_IN = 20  # of the commits, how many are cut


class CommitCutter:
    """Runs on a thread of its own while it is entered."""

    def __init__(self, database_port, seed):
        self._database_port, self._random = database_port, random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()
        self.port, self.cuts = None, 0

    def __enter__(self):
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        server.close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())

    async def _serve(self, reader, writer):
        try:
            from_database, to_database = await asyncio.open_connection(
                "127.0.0.1", self._database_port)
        except OSError:
            writer.close()
            return
        cut = asyncio.Event()
        ways = [asyncio.create_task(self._requests(reader, to_database, cut)),
                asyncio.create_task(self._answers(from_database, writer, cut))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        writer.close()
        to_database.close()

    async def _requests(self, reader, to_database, cut):
        while data := await reader.read(65536):
            if b"COMMIT" in data and self._random.randrange(ONE_IN) == 0:
                self.cuts += 1
                cut.set()
            to_database.write(data)
            await to_database.drain()

    @staticmethod
    async def _answers(from_database, writer, cut):
        """Ends, and with it the connection, at the first answer after the cut commit."""
        while data := await from_database.read(65536):
            if cut.is_set():
                return
            writer.write(data)
            await writer.drain()
