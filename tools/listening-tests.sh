#!/bin/sh
# Runs the tests that open a microphone, in a process of their own: sh tools/listening-tests.sh PYTHON
#
# WORKAROUND: QtMultimedia 6.12's PulseAudio client could end the process (abort, segmentation fault) while a stream was
# opened, or at exit. The likely cause is kept away (see `_media_devices` in desktop/speech/microphone.py). A run that a
# signal ended has told nothing, so it is repeated, at most twice, and says so. A test that fails is never repeated.
for run in 1 2 3; do
    "$1" -X faulthandler -m pytest tests/speech/test_recorder.py tests/speech/test_voice.py
    code=$?
    [ "$code" -ge 128 ] || exit "$code"
    echo "Run $run was ended by signal $((code - 128)) inside the sound library; once more." >&2
done
exit "$code"
