"""German for the terminal: help, prompts, the lines of cards, outcomes and errors. See `text/german.py`."""

from __future__ import annotations

TERMINAL: dict[str, str] = {
    # --- what argparse says by itself
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Angaben",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version zeigen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: Fehler: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "Angabe %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "diese Angaben fehlen: %s",
    "unrecognized arguments: %s": "unbekannte Angaben: %s",
    "expected one argument": "hier fehlt eine Angabe",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r gibt es nicht (möglich: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r ist hier nicht möglich",
    "ignored explicit argument %r": "%r wird hier nicht gebraucht",
    # --- help
    "COMMAND": "BEFEHL",
    "Say what you worked on; see the cards; press Enter; Harvest has the time entries.": (
        "Sag, woran du gearbeitet hast, sieh die Karten an, drück Enter: Harvest hat die Zeiteinträge."
    ),
    "Without a command: the tray app, or the one that runs already.": (
        "Ohne Befehl: das Programm im Infobereich, oder das, was schon läuft."
    ),
    "use the embedded demo account": "das eingebaute Demo-Konto verwenden",
    "where settings and journal are kept": "wo Einstellungen und Journal liegen",
    "start without a window, as at login": "ohne Fenster starten, wie beim Anmelden",
    "print JSON": "JSON ausgeben (immer englisch)",
    "show the chat of the running app (starts it if needed)": "den Chat des Programms zeigen (startet es bei Bedarf)",
    "open quick entry (starts the app if needed)": "die Schnelleingabe öffnen (startet das Programm bei Bedarf)",
    "start or stop listening (starts the app if needed)": (
        "das Zuhören beginnen oder beenden (startet das Programm bei Bedarf)"
    ),
    "where it starts the app, run it in this very process": (
        "wo es das Programm startet, läuft es in diesem Prozess selbst"
    ),
    "end the running app": "das laufende Programm beenden",
    "understand a sentence; write nothing": "einen Satz verstehen; nichts schreiben",
    "read JSON lines, write JSON lines (with --json)": "JSON-Zeilen lesen und schreiben (mit --json)",
    "draft a sentence, show the cards, ask, commit": "einen Satz lesen, die Karten zeigen, fragen, buchen",
    "commit without asking, if every entry is ready": "ohne Rückfrage buchen, wenn jeder Eintrag fertig ist",
    "answer a question; write nothing": "eine Frage beantworten; nichts schreiben",
    "say anything: entries, questions, and deeds such as “make the last one 3 hours”": (
        "alles sagen: Einträge, Fragen und Taten wie “make the last one 3 hours”"
    ),
    "confirm without asking, if every card is ready": "ohne Rückfrage bestätigen, wenn jede Karte fertig ist",
    "with --yes: e-mails too, which cannot be taken back": (
        "mit --yes: auch E-Mails, die sich nicht zurücknehmen lassen"
    ),
    "take the last commit back": "die letzte Buchung zurücknehmen",
    "what was confirmed and is not settled": "was bestätigt und noch offen ist",
    "settle it now": "jetzt erledigen",
    "turn a WAV file into words, on this machine": "eine WAV-Datei auf diesem Computer zu Worten machen",
    "a Whisper model, such as tiny.en or base": "ein Whisper-Modell, etwa tiny.en oder base",
    "serve questions and drafts to other assistants over stdio": (
        "anderen Assistenten Fragen beantworten und Entwürfe abnehmen, über stdio"
    ),
    "serve the web chat, and the door for SMS and WhatsApp, until ended": (
        "den Web-Chat anbieten, und den Zugang für SMS und WhatsApp, bis zum Beenden"
    ),
    "where to listen; beyond this machine with https": "wo gelauscht wird; über diesen Computer hinaus mit https",
    "the certificate for https (PEM)": "das Zertifikat für https (PEM)",
    "its private key (PEM)": "sein privater Schlüssel (PEM)",
    "serve the demo account on 127.0.0.1 until ended": "das Demo-Konto auf 127.0.0.1 anbieten, bis zum Beenden",
    "another account file": "eine andere Kontodatei",
    "connect to Harvest": "mit Harvest verbinden",
    "forget the tokens that are kept": "die aufbewahrten Tokens vergessen",
    "who is signed in, and where": "wer angemeldet ist, und wo",
    "check what Gleaner needs on this machine": "prüfen, was Gleaner auf diesem Computer braucht",
    "let the language model read twenty sentences of ours": "das Sprachmodell zwanzig Sätze von uns lesen lassen",
    "the local time at which it was said": "die Ortszeit, zu der es gesagt wurde",
    "draft takes a TEXT, or --stdin": "draft braucht einen TEXT oder --stdin",
    "{text} is no port (0 to 65535)": "{text} ist kein Port (0 bis 65535)",
    # --- cards
    " (said: {words})": " (gesagt: {words})",
    "Which project?": "Welches Projekt?",
    "how many hours?": "wie viele Stunden?",
    "which task?": "welche Aufgabe?",
    "billable": "abrechenbar",
    "not billable": "nicht abrechenbar",
    "nothing": "nichts",
    "FOR {who}": "FÜR {who}",
    "in Harvest as {number}: {hours}": "in Harvest als {number}: {hours}",
    ", {hours} rounded": ", {hours} gerundet",
    "Harvest said no": "Harvest hat abgelehnt",
    "Harvest said no: {why}": "Harvest hat abgelehnt: {why}",
    "Not done: {why}": "Nicht erledigt: {why}",
    "waiting: {why}": "wartet: {why}",
    "it is sent when Harvest answers": "es wird gesendet, sobald Harvest antwortet",
    "taken back": "zurückgenommen",
    # --- what is asked
    "[Y/n]": "[J/n]",
    "Log {many}?": "{many} buchen?",
    "{action}? It cannot be taken back. Type “send” to do it: ": (
        "{action}? Das lässt sich nicht zurücknehmen. Tippe „send“, um es zu tun: "
    ),
    "(Enter to leave it open)": "(Enter lässt es offen)",
    "   number or name{more}; Enter to leave it open: ": "   Nummer oder Name{more}; Enter lässt es offen: ",
    "; or one of {number} others by name": "; oder eines von {number} weiteren mit Namen",
    "   … or one of {number} others by name": "   … oder eines von {number} weiteren mit Namen",
    "   That fits several: {names}.": "   Das passt auf mehrere: {names}.",
    "   That fits none of them.": "   Das passt auf keines.",
    "   Enter if it looks right, {other}- to leave it: ": "   Enter, wenn es stimmt, {other}- lässt es offen: ",
    "a number for the other answer, ": "eine Nummer für die andere Antwort, ",
    "   That is none of the answers.": "   Das ist keine der Antworten.",
    " Which project is “{said}”?": " Welches Projekt ist „{said}“?",
    " Which task on {project}?": " Welche Aufgabe bei {project}?",
    " How many hours? (1.5, 1:30, 90m; Enter to leave it open) ": (
        " Wie viele Stunden? (1,5, 1:30, 90m; Enter lässt es offen) "
    ),
    # --- the conversation
    "Hello {name}. What did you work on?": "Hallo {name}. Woran hast du gearbeitet?",
    " This is the demo account: nothing leaves this machine.": (
        " Das ist das Demo-Konto: Nichts verlässt diesen Computer."
    ),
    "For example: {words}": "Zum Beispiel: {words}",
    "Enter logs the cards · undo takes the last log back · drop forgets them · quit ends": (
        "Enter bucht die Karten · undo nimmt die letzte Buchung zurück · drop verwirft sie · quit beendet"
    ),
    "There is nothing to log.": "Es gibt nichts zu buchen.",
    "Still open:": "Noch offen:",
    "Nothing is logged before that is checked.": "Nichts wird gebucht, bevor das geprüft ist.",
    "Enter logs what is complete.": "Enter bucht, was vollständig ist.",
    "Enter confirms what is complete.": "Enter bestätigt, was vollständig ist.",
    "Nothing is left to log.": "Nichts bleibt zu buchen.",
    "Not sent.": "Nicht gesendet.",
    "Dropped. Nothing was written.": "Verworfen. Nichts wurde geschrieben.",
    "Dropped. The others are still open; “drop” forgets them, too.": (
        "Verworfen. Die anderen sind noch offen; „drop“ vergisst auch sie."
    ),
    "Dropped {count} cards. Nothing was written. “undo” brings them back.": (
        "{count} Karten verworfen. Nichts wurde geschrieben. „undo“ bringt sie zurück."
    ),
    "card was": "Karte wurde",
    "cards were": "Karten wurden",
    "{many} not logged.": "{many} nicht gebucht.",
    "This is the conversation in the terminal.": "Das ist das Gespräch im Terminal.",
    "Without a terminal too, an example is played on the demo account.": (
        "Da es auch kein Terminal gibt, läuft ein Beispiel auf dem Demo-Konto."
    ),
    "Use a subcommand (gleaner --help), or: gleaner --demo": "Nimm einen Befehl (gleaner --help), oder: gleaner --demo",
    # --- outcomes and errors
    "Nothing is lost.": "Nichts ist verloren.",
    "Nothing was changed.": "Nichts wurde geändert.",
    "Nothing was written.": "Nichts wurde geschrieben.",
    "Nothing was written; please say it again then.": "Nichts wurde geschrieben; sag es dann bitte noch einmal.",
    "Stopped.": "Angehalten.",
    "Stopped. Nothing is open.": "Angehalten. Nichts ist offen.",
    "Stopped. Nothing was written.": "Angehalten. Nichts wurde geschrieben.",
    "The same was logged meanwhile.": "Dasselbe wurde inzwischen gebucht.",
    "Confirmed earlier: {told}": "Früher bestätigt: {told}",
    "Harvest is slow to answer; it is asked what it has before anything is sent again…": (
        "Harvest antwortet langsam; bevor etwas noch einmal gesendet wird, wird gefragt, was da ist …"
    ),
    "An e-mail cannot be taken back: to send it without being asked, say --yes --send.": (
        "Eine E-Mail lässt sich nicht zurücknehmen: Um sie ohne Rückfrage zu senden, nimm --yes --send."
    ),
    "confirmed, and not sent": "bestätigt und nicht gesendet",
    "sent, and not answered": "gesendet und nicht beantwortet",
    "not clear whether Harvest has it": "unklar, ob Harvest es hat",
    "done": "erledigt",
    "dropped": "verworfen",
    "Nothing waits.": "Nichts wartet.",
    "Nothing waits: all that was confirmed is settled.": "Nichts wartet: Alles Bestätigte ist erledigt.",
    "{number} confirmed but not settled; see: gleaner pending": (
        "{number} bestätigt, aber offen; siehe: gleaner pending"
    ),
    "{name} at {company}": "{name} bei {company}",
    " (demo account)": " (Demo-Konto)",
    "{number} projects, times in {zone}.": "{number} Projekte, Zeiten in {zone}.",
    "{file} is no account file: {problem}": "{file} ist keine Kontodatei: {problem}",
    "The demo account cannot be served: {problem}": "Das Demo-Konto lässt sich nicht anbieten: {problem}",
    "Open sign_in_url in a browser: it signs in one, once, within the hour. Ctrl+C ends the server.": (
        "Öffne sign_in_url in einem Browser: Das meldet einen an, einmal, binnen einer Stunde. Strg+C beendet den "
        "Server."
    ),
    # --- signing in
    "To connect, run: gleaner login": "Zum Verbinden: gleaner login",
    "To do without it, set HARVEST_ACCESS_TOKEN and HARVEST_ACCOUNT_ID in the environment.": (
        "Ohne ihn geht es mit HARVEST_ACCESS_TOKEN und HARVEST_ACCOUNT_ID in der Umgebung."
    ),
    "How do you want to connect to Harvest?": "Wie willst du dich mit Harvest verbinden?",
    "In the browser (OAuth, your own application)": "Im Browser (OAuth, eigene Anwendung)",
    "Make a token at {page}, then paste it here; it is not shown.": (
        "Erzeuge ein Token auf {page} und füge es hier ein; es wird nicht angezeigt."
    ),
    "Register an application at {page} with the redirect URL {address}": (
        "Registriere auf {page} eine Anwendung mit der Rücksprungadresse {address}"
    ),
    "Client id: ": "Client-ID: ",
    "Client secret (Enter for none): ": "Client-Secret (Enter für keines): ",
    "Your browser opens; allow the access there.": "Dein Browser öffnet sich; erlaube dort den Zugriff.",
    "That sign-in reaches no Harvest account.": "Diese Anmeldung erreicht kein Harvest-Konto.",
    "Connected to {name}. The token is in your system's keyring, and nowhere else.": (
        "Verbunden mit {name}. Das Token liegt im Schlüsselbund deines Systems und nirgends sonst."
    ),
    "The demo account needs no sign-in.": "Das Demo-Konto braucht keine Anmeldung.",
    # --- what doctor looks at
    "Data folder": "Datenordner",
    "Second reader": "Zweiter Leser",
    "Keyring": "Schlüsselbund",
    "Speech model": "Sprachmodell zum Hören",
    "Language model": "Sprachmodell",
    "Screen": "Bildschirm",
}

_WITHOUT = "To do without it, set HARVEST_ACCESS_TOKEN and HARVEST_ACCOUNT_ID in the environment."

SENTENCES_OF_THE_TERMINAL: dict[str, str] = {
    _WITHOUT: TERMINAL[_WITHOUT],
    "looks at every card": "sieht jede Karte an",
    "not needed: the token is in the environment": "nicht nötig: Das Token steht in der Umgebung",
    "the package openai-whisper is not installed": "das Paket openai-whisper ist nicht installiert",
    "none, which is well: everything is read on this machine": (
        "keines, und das ist gut so: Alles wird auf diesem Computer gelesen"
    ),
    "{where}: {who} at {company}; {number} waiting": "{where}: {who} bei {company}; {number} warten",
    "{kind}; for a shortcut, bind `gleaner quick` in your system's keyboard settings": (
        "{kind}; für ein Tastenkürzel leg `gleaner quick` in den Tastatureinstellungen des Systems fest"
    ),
    "There is no screen to show Gleaner on.": "Es gibt keinen Bildschirm für Gleaner.",
    "The screen {name} does not answer.": "Der Bildschirm {name} antwortet nicht.",
    "The terminal is used.": "Das Terminal wird verwendet.",
    "Gleaner is not running.": "Gleaner läuft nicht.",
    "To log time without one, use: gleaner log": "Ohne Bildschirm lässt sich so buchen: gleaner log",
    "Reading from Harvest: {number} rows": "Von Harvest gelesen: {number} Zeilen",
    "Reading from Harvest: {number} of {number2} rows": "Von Harvest gelesen: {number} von {number2} Zeilen",
    "Reading Harvest's report of a year": "Harvests Bericht über ein Jahr wird gelesen",
    "There is nothing to undo.": "Es gibt nichts zurückzunehmen.",
    "You are not signed in to Harvest.": "Du bist nicht bei Harvest angemeldet.",
}
