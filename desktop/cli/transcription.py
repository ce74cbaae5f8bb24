"""`gleaner transcribe`: a WAV file to words, on this machine, by the path that the microphone takes."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from desktop.agent.journal.errors import JournalError
from desktop.app.services import open_services
from desktop.cli.printing import print_json
from desktop.cli.terminal import printable, to_stderr, to_stdout, told
from desktop.harvest.errors import HarvestError
from desktop.paths import locate_home
from desktop.settings import load
from desktop.speech import weights
from desktop.speech.errors import NoSpeech, SpeechError
from desktop.speech.transcribe import transcribe_file
from desktop.speech.transcriber import Transcriber
from desktop.speech.vocabulary import Vocabulary, vocabulary


def transcribe(options: argparse.Namespace) -> bool:
    """Print the words of the file; False where there are none, with the reason on standard error."""
    home = locate_home(options.home)
    speech = load(home.settings).speech
    folder = Path(speech.folder).expanduser() if speech.folder else None
    name = options.model or speech.model
    transcriber = Transcriber(lambda: weights.find(name, home.models, folder))
    try:
        names = asyncio.run(_vocabulary(options))
        transcript = transcribe_file(options.file, transcriber, names, speech.language or None)
    except NoSpeech as nothing:
        if options.as_json:
            print_json({"text": "", "language": None, "error": str(nothing), "model": name})
        to_stderr(told(str(nothing)))
        return False
    except (SpeechError, OSError) as problem:
        to_stderr(told(str(problem)))
        return False
    finally:
        transcriber.close()
    if options.as_json:
        answer = {
            "text": transcript.text,
            "language": transcript.language,
            "audio_seconds": round(transcript.audio_seconds, 3),
            "seconds": round(transcript.seconds, 3),
            "model": transcript.model,
        }
        print_json(answer)
    else:
        to_stdout(printable(transcript.text))
    return True


async def _vocabulary(options: argparse.Namespace) -> Vocabulary:
    """The user's own names, so that they are written as Harvest has them; none where Harvest cannot be asked."""
    try:
        async with open_services(locate_home(options.home), demo=options.demo, reads_only=True) as services:
            known = await services.directory.snapshot()
    except (HarvestError, JournalError, OSError):
        return Vocabulary()
    return vocabulary(known.catalog, known.history)
