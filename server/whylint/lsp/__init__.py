"""The language server: the only place that knows pygls and lsprotocol."""

from __future__ import annotations


def serve() -> int:
    """Serve one client over standard input and output until it leaves, and return the exit code.

    It is 0 where the client has asked for a shutdown, else 1. Meanwhile nothing but the protocol reaches
    standard output: what prints there by mistake goes to standard error.
    """
    from whylint.lsp import collector  # noqa: PLC0415 - the command line imports this module and needs no server

    with collector.paused():
        from whylint.lsp.server import Server  # noqa: PLC0415 - thousands of classes, made with the collector off

        server = Server()
    return server.serve()
