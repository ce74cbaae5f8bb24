"""What the demo account refuses, as Harvest's status codes and bodies."""

from __future__ import annotations


class RefusalError(Exception):
    """A request that Harvest answers with an error: `status` and the text of its `message`."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class InvalidError(RefusalError):
    """422: validation failed, or the action is not possible in the present state."""

    def __init__(self, message: str) -> None:
        super().__init__(422, message)


class ForbiddenError(RefusalError):
    """403: the role may not do this."""

    def __init__(self, message: str = "You are not authorized to perform this action.") -> None:
        super().__init__(403, message)


class NotFoundError(RefusalError):
    """404: no such object, or none that this person may see."""

    def __init__(self, message: str = "Not Found") -> None:
        super().__init__(404, message)
