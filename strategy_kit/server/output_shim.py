"""
Keep a page from hanging when its first run writes into an ``Output`` widget.

While the cells run, nbclient plays the browser's part for such widgets. Its reply leaves by the very socket somebody
waits on; sending may take the wake-up of that pending read, and then nothing arrives any more. The cure: after each
reply, look at the socket again. It uses a private part of pyzmq, so its test runs with every change of versions.
"""

from typing import Any

from nbclient.output_widget import OutputWidget


def apply_shim() -> None:
    """Wake the socket after each reply; done twice, it does no more than done once."""
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
