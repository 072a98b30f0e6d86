"""
Fix for pages that hang when their first run writes into an ``Output`` widget: nbclient replies through the socket
being read, which may consume the wake-up of that read. After each reply, a private part of pyzmq checks it again.
"""

from typing import Any

from nbclient.output_widget import OutputWidget


def apply_shim() -> None:
    """Check the socket after each reply; idempotent."""
    publish = OutputWidget._publish_msg
    if getattr(publish, "wakes", False):
        return

    def publish_and_wake(self: OutputWidget, *args: Any, **kwargs: Any) -> None:
        publish(self, *args, **kwargs)
        socket = self.kernel_client.shell_channel.socket
        if getattr(socket, "_recv_futures", None):
            socket._schedule_remaining_events()

    publish_and_wake.wakes = True  # type: ignore[attr-defined]
    OutputWidget._publish_msg = publish_and_wake
