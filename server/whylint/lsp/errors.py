"""Answers to requests that can't be granted, for reasons that a person can understand."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException


class RequestFailed(JsonRpcException):
    """The request was right and can't be granted all the same; editors show the message."""

    CODE = types.LSPErrorCodes.RequestFailed
    MESSAGE = "Request failed"
