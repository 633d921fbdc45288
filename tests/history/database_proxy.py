"""A proxy before PostgreSQL that loses what it should hand on: whoever sent a COMMIT cannot tell a
lost answer from a lost request."""
import asyncio
import random
import threading

COMMITTED = b"COMMIT\0"  # as it stands in the answer


class DatabaseProxy:
    """Runs on a thread of its own while it is entered."""

    def __init__(self, postgres):
        self._postgres = postgres
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()
        self._port = None

    @property
    def url(self):
        """The database's, through the proxy."""
        return self._postgres.url().replace(f":{self._postgres.port}/", f":{self._port}/")

    async def requests(self, reader, writer):
        """Hands on what one connection sends. The connection ends when this or `answers` does."""
        await copy(reader, writer)

    async def answers(self, reader, writer):
        await copy(reader, writer)

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
        self._port = server.sockets[0].getsockname()[1]
        self._listening.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        server.close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())

    async def _serve(self, reader, writer):
        try:
            from_database, to_database = await asyncio.open_connection(
                "127.0.0.1", self._postgres.port)
        except OSError:
            writer.close()
            return
        ways = [asyncio.create_task(self.requests(reader, to_database)),
                asyncio.create_task(self.answers(from_database, writer))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        writer.close()
        to_database.close()


async def copy(reader, writer, loses=lambda data: False):
    while data := await reader.read(65536):
        if loses(data):
            return
        writer.write(data)
        await writer.drain()


class CommitCutter(DatabaseProxy):
    """Loses some requests and more of the answers that tell of a commit, once `cutting` is set."""
    OF_REQUESTS, OF_ANSWERS = 200, 20  # one in so many

    def __init__(self, postgres, seed):
        super().__init__(postgres)
        self._random = random.Random(seed)
        self.cutting, self.cuts = False, 0

    async def requests(self, reader, writer):
        await copy(reader, writer, lambda data: self._cut(self.OF_REQUESTS))

    async def answers(self, reader, writer):
        await copy(reader, writer, lambda data: COMMITTED in data and self._cut(self.OF_ANSWERS))

    def _cut(self, one_in):
        cut = self.cutting and self._random.randrange(one_in) == 0
        self.cuts += cut
        return cut
