import socket

import pytest


@pytest.fixture
def free_port():
    """A port on loopback at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
