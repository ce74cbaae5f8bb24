"""The tray app put together: composition root, worker thread, ports to the screen, single instance, voice, schedule."""
