"""A proxy before PostgreSQL that drops some connections when a COMMIT is answered, and some before
a request is handed on: who sent the COMMIT cannot tell one from the other."""
import asyncio
import random
import threading

COMMITTED = b"COMMIT\0"  # as it stands in the answer
# How many are cut: one in so many.
OF_ANSWERS, OF_REQUESTS = 20, 200


class CommitCutter:
    """Runs on a thread of its own while it is entered, and cuts once `cutting` is set."""

    def __init__(self, database_port, seed):
        self._database_port, self._random = database_port, random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()
        self.port, self.cuts = None, 0
        self.cutting = False

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
        ways = [asyncio.create_task(self._hand_on(reader, to_database, b"", OF_REQUESTS)),
                asyncio.create_task(self._hand_on(from_database, writer, COMMITTED, OF_ANSWERS))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        writer.close()
        to_database.close()

    async def _hand_on(self, reader, writer, mark, one_in):
        """Ends, and the connection with it, instead of handing on some of what has the mark."""
        while data := await reader.read(65536):
            if self.cutting and mark in data and self._random.randrange(one_in) == 0:
                self.cuts += 1
                return
            writer.write(data)
            await writer.drain()
