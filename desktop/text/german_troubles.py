"""German for what goes wrong around a sentence: files, addresses, speech models, language models.

See `text/german_sentences.py`.
"""

from __future__ import annotations

TROUBLES: dict[str, str] = {
    # --- Harvest, while it is waited for
    "Harvest asks us to slow down, {number} s": "Harvest bittet um eine Pause, {number} s",
    "Harvest does not answer, trying again, {number} s": "Harvest antwortet nicht; neuer Versuch, {number} s",
    "Reading from Harvest: {number} rows": "Aus Harvest gelesen: {number} Zeilen",
    "Reading from Harvest: {number} of {number2} rows": "Aus Harvest gelesen: {number} von {number2} Zeilen",
    "Nobody is signed in to Harvest on this computer.": "Auf diesem Computer ist niemand bei Harvest angemeldet.",
    # --- its address and its answers
    "The address of Harvest is not a web address.": "Die Adresse von Harvest ist keine Webadresse.",
    "The address of Harvest must begin with https://.": "Die Adresse von Harvest muss mit https:// beginnen.",
    "The address of Harvest names port {number}, which cannot be.": (
        "Die Adresse von Harvest nennt Port {number}, den es nicht gibt."
    ),
    "The address of Harvest may hold no name, password or parameters.": (
        "Die Adresse von Harvest darf weder Namen noch Passwort noch Parameter enthalten."
    ),
    "Harvest at {label} must be called over https: the sign-in would travel unprotected.": (
        "Harvest auf {label} muss über https gerufen werden: Die Anmeldung ginge sonst ungeschützt über die Leitung."
    ),
    "Harvest's list continues at something that is not a web address.": (
        "Die Liste von Harvest geht an etwas weiter, das keine Webadresse ist."
    ),
    "Harvest's list continues on another host.": "Die Liste von Harvest geht auf einem anderen Rechner weiter.",
    "Harvest's list continues outside of its API.": "Die Liste von Harvest geht außerhalb seiner Schnittstelle weiter.",
    "The sign-in is not sent there.": "Die Anmeldung wird nicht dorthin gesendet.",
    "Harvest's list leads back to itself.": "Die Liste von Harvest führt zu sich selbst zurück.",
    "Harvest's answer holds no list of {label}.": "Die Antwort von Harvest enthält keine Liste ({label}).",
    "Harvest's answer was of an unexpected kind (status {number}).": (
        "Die Antwort von Harvest war von unerwarteter Art (Status {number})."
    ),
    "Harvest's answer holds no sign-in.": "Die Antwort von Harvest enthält keine Anmeldung.",
    "No secure connection to Harvest can be made. Are the clock and the proxy right?": (
        "Zu Harvest kommt keine sichere Verbindung zustande. Stimmen Uhr und Proxy?"
    ),
    "The redirect address must be on this computer, as in http://127.0.0.1:47823/callback.": (
        "Die Rücksprungadresse muss auf diesem Computer liegen, wie http://127.0.0.1:47823/callback."
    ),
    "{label} is still set in the environment and would be used again.": (
        "{label} steht noch in der Umgebung und würde wieder benutzt."
    ),
    # --- files of ours
    "Another Gleaner is opening the journal. Please try again.": (
        "Ein anderer Gleaner öffnet gerade das Journal. Bitte versuch es noch einmal."
    ),
    "The journal file was moved or replaced while Gleaner was running. Please start Gleaner again.": (
        "Die Journaldatei wurde verschoben oder ersetzt, während Gleaner lief. Bitte starte Gleaner neu."
    ),
    "Gleaner runs already, but it does not answer. End that process, then start Gleaner again.": (
        "Gleaner läuft schon, antwortet aber nicht. Beende diesen Prozess und starte Gleaner dann neu."
    ),
    "Gleaner runs already (process {label}), but it does not answer. End that process, then start Gleaner again.": (
        "Gleaner läuft schon (Prozess {label}), antwortet aber nicht. Beende diesen Prozess, dann starte Gleaner neu."
    ),
    "The folder for settings and journal, {path}, is nobody's that is known here.": (
        "Der Ordner für Einstellungen und Journal, {path}, gehört niemandem, der hier bekannt ist."
    ),
    "The folder for settings and journal cannot be {path}: that is a file.": (
        "Der Ordner für Einstellungen und Journal kann nicht {path} sein: Das ist eine Datei."
    ),
    "The folder for settings and journal, {path}, cannot be made: {told}.": (
        "Der Ordner für Einstellungen und Journal, {path}, lässt sich nicht anlegen: {told}."
    ),
    "“{path}” cannot be used ({why}). Choose another folder with --home.": (
        "„{path}“ ist nicht zu benutzen ({why}). Wähle mit --home einen anderen Ordner."
    ),
    "The settings in {path} cannot be read: {why}.": "Die Einstellungen in {path} sind nicht zu lesen: {why}.",
    "The settings cannot be written to {path}: {why}.": (
        "Die Einstellungen lassen sich nicht nach {path} schreiben: {why}."
    ),
    "The settings in {path} are damaged, and cannot be set aside; {told}.": (
        "Die Einstellungen in {path} sind beschädigt und lassen sich nicht beiseitelegen; {told}."
    ),
    "The settings were damaged. The file was kept as {path}; {told}, the rest is as at first.": (
        "Die Einstellungen waren beschädigt. Die Datei liegt als {path} bereit; {told}, alles andere ist wie am Anfang."
    ),
    "nothing was saved": "nichts war zu retten",
    "{number} of your names for projects could be saved": "{number} deiner Namen für Projekte waren zu retten",
    # --- speech
    "{number} s a sentence on this machine": "{number} s je Satz auf diesem Computer",
    "The download site cannot be reached. Is the machine online?": (
        "Die Seite zum Herunterladen ist nicht zu erreichen. Ist der Computer online?"
    ),
    "The site sends more than it promised. Nothing of it was used.": (
        "Die Seite sendet mehr, als sie ankündigte. Nichts davon wurde verwendet."
    ),
    "The model cannot be written: {why}.": "Das Modell lässt sich nicht speichern: {why}.",
    "“{name}” cannot be deleted: {why}.": "„{name}“ lässt sich nicht löschen: {why}.",
    "“{path}” is not a Whisper model that can be opened.": "„{path}“ ist kein Whisper-Modell, das sich öffnen lässt.",
    "“{path}” is not the model “{name}” as it was published. Delete it and try again.": (
        "„{path}“ ist nicht das Modell „{name}“, wie es veröffentlicht wurde. Lösche es und versuch es noch einmal."
    ),
    "The installed weights of “{name}” are not those that were published.": (
        "Die installierten Gewichte von „{name}“ sind nicht die veröffentlichten."
    ),
    "Speech recognition gave no answer and was ended.": "Die Spracherkennung gab keine Antwort und wurde beendet.",
    "Speech recognition answered out of turn.": "Die Spracherkennung antwortete außer der Reihe.",
    # --- a language model
    "The language model wants a key. Enter it under Settings, Language model.": (
        "Das Sprachmodell verlangt einen Schlüssel. Trag ihn unter Einstellungen, Sprachmodell ein."
    ),
    "The language model's service does not accept the key. Check it under Settings, Language model.": (
        "Der Dienst des Sprachmodells nimmt den Schlüssel nicht an. Prüfe ihn unter Einstellungen, Sprachmodell."
    ),
    "The language model's service says that there is no credit left. Top it up with the service.": (
        "Der Dienst des Sprachmodells meldet kein Guthaben mehr. Lade es beim Dienst auf."
    ),
    "The language model's service is asked too often just now. Try again in a minute.": (
        "Der Dienst des Sprachmodells wird gerade zu oft gefragt. Versuch es in einer Minute noch einmal."
    ),
    "There is no such language model at that address. Check its name under Settings.": (
        "Ein solches Sprachmodell gibt es unter dieser Adresse nicht. Prüfe seinen Namen in den Einstellungen."
    ),
    "That is too long for the language model. Say it in two parts.": (
        "Das ist zu lang für das Sprachmodell. Sag es in zwei Teilen."
    ),
    "The language model cannot be reached. Check the connection, or whether its server runs.": (
        "Das Sprachmodell ist nicht zu erreichen. Prüfe die Verbindung, oder ob sein Server läuft."
    ),
    "The language model took too long and was stopped.": "Das Sprachmodell brauchte zu lange und wurde angehalten.",
    "The language model did not come to an end and was stopped.": (
        "Das Sprachmodell kam an kein Ende und wurde angehalten."
    ),
    "The language model's service refused the request.": "Der Dienst des Sprachmodells hat die Anfrage abgelehnt.",
    "The language model's file is gone, or it is no GGUF file. Choose another one.": (
        "Die Datei des Sprachmodells ist weg, oder sie ist keine GGUF-Datei. Wähle eine andere."
    ),
    "The language model's file cannot be loaded. It may need more memory than there is.": (
        "Die Datei des Sprachmodells lässt sich nicht laden. Vielleicht braucht sie mehr Speicher, als da ist."
    ),
    "The language model's answer could not be understood.": "Die Antwort des Sprachmodells war nicht zu verstehen.",
    "The language model gave no answer.": "Das Sprachmodell gab keine Antwort.",
    "Models in files need llama.cpp: {label} install {label2}": (
        "Modelle aus Dateien brauchen llama.cpp: {label} install {label2}"
    ),
    "That took too many steps, so it was stopped here.": "Das brauchte zu viele Schritte und wurde hier angehalten.",
    "A number that nobody computed was left out.": "Eine Zahl, die niemand berechnet hat, wurde weggelassen.",
    "Read by the language model.": "Vom Sprachmodell gelesen.",
    "{name} does not start.": "{name} startet nicht.",
    "{name} does not answer.": "{name} antwortet nicht.",
    "{name} is not connected any more.": "{name} ist nicht mehr verbunden.",
    # --- requests
    "Only entries of one project, task and day can become one.": (
        "Nur Einträge eines Projekts, einer Aufgabe und eines Tages können einer werden."
    ),
    "Which ones are to be one?": "Welche sollen einer werden?",
    "{notes} waits: say it by itself.": "{notes} wartet: Sag es für sich allein.",
    "Entries are not merged or swapped here. Change one to what it should be, then change or delete the other.": (
        "Einträge werden hier nicht zusammengelegt oder getauscht. Ändere einen zu dem, was er sein soll, und ändere "
        "oder lösche dann den anderen."
    ),
    "Invoices are made, e-mailed and marked as sent here. To cancel one, or to mark it as paid, open it in Harvest.": (
        "Rechnungen werden hier erstellt, gemailt und als gesendet markiert. Um eine zu stornieren oder als bezahlt zu "
        "markieren, öffne sie in Harvest."
    ),
    "It can be sent once it is made: say “send it to …” then.": (
        "Senden lässt sie sich, sobald sie erstellt ist: Sag dann “send it to …”."
    ),
    "More than one amount was said, and this card is one expense: say the others one by one.": (
        "Mehr als ein Betrag wurde gesagt, und diese Karte ist eine Ausgabe: Sag die anderen einzeln."
    ),
    "Harvest keeps it, though no time went by; “delete it” takes it out.": (
        "Harvest behält ihn, obwohl keine Zeit verging; “delete it” löscht ihn."
    ),
    "In Harvest: {told}. Harvest keeps it, though no time went by; “delete it” takes it out": (
        "In Harvest: {told}. Harvest behält ihn, obwohl keine Zeit verging; “delete it” löscht ihn"
    ),
}
