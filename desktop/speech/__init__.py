"""From the microphone to words, all of it on this machine."""
