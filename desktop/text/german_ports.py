"""German for what the app says of itself: connection, speech, shortcuts, sign-in. See `text/german_sentences.py`."""

from __future__ import annotations

PORTS: dict[str, str] = {
    # --- Harvest and the connection
    "Connect to Harvest first, in the chat window. Up brings your words back.": (
        "Verbinde dich zuerst mit Harvest, im Chat-Fenster. Auf holt deine Worte zurück."
    ),
    "Up brings your words back.": "Auf holt deine Worte zurück.",
    "Gleaner tries again by itself.": "Gleaner versucht es von selbst noch einmal.",
    "Gleaner was just leaving this account, so that was not done.": (
        "Gleaner war gerade dabei, dieses Konto zu verlassen; das wurde nicht getan."
    ),
    "Those entries belong to another account. They are open again once you change to it.": (
        "Diese Einträge gehören zu einem anderen Konto. Sie sind wieder offen, sobald du dorthin wechselst."
    ),
    "Something went wrong inside Gleaner ({kind}). It tries again; nothing is lost.": (
        "In Gleaner ist etwas schiefgegangen ({kind}). Es versucht es noch einmal; nichts ist verloren."
    ),
    "Something went wrong inside Gleaner ({kind}). What was confirmed is kept.": (
        "In Gleaner ist etwas schiefgegangen ({kind}). Bestätigtes bleibt aufbewahrt."
    ),
    "Something went wrong inside Gleaner ({kind}). Nothing was kept.": (
        "In Gleaner ist etwas schiefgegangen ({kind}). Nichts wurde aufbewahrt."
    ),
    "Harvest refused the request.": "Harvest hat die Anfrage abgelehnt.",
    "Harvest does not accept the sign-in any more.": "Harvest nimmt die Anmeldung nicht mehr an.",
    "Harvest did not accept the sign-in.": "Harvest hat die Anmeldung nicht angenommen.",
    "Please sign in again.": "Bitte melde dich neu an.",
    "Your role in Harvest does not allow this.": "Deine Rolle in Harvest erlaubt das nicht.",
    "Harvest does not have this, or you may not see it.": "Harvest hat das nicht, oder du darfst es nicht sehen.",
    "Harvest asks us to slow down. Please try again in a few minutes.": (
        "Harvest bittet um eine Pause. Bitte versuch es in ein paar Minuten noch einmal."
    ),
    "Harvest cannot be reached.": "Harvest ist nicht zu erreichen.",
    "Please check the network connection.": "Bitte prüfe die Netzverbindung.",
    "Harvest gave no clear answer.": "Harvest gab keine klare Antwort.",
    "Harvest did not answer in time.": "Harvest hat nicht rechtzeitig geantwortet.",
    "The connection to Harvest broke before it answered.": "Die Verbindung zu Harvest brach ab, bevor es antwortete.",
    "The proxy did not let us through to Harvest.": "Der Proxy ließ uns nicht zu Harvest durch.",
    "Harvest's answer cannot be read.": "Die Antwort von Harvest ist nicht zu lesen.",
    "Harvest gave up waiting for the request.": "Harvest hat nicht länger auf die Anfrage gewartet.",
    "Harvest has a problem of its own (status {number}).": "Harvest hat selbst ein Problem (Status {number}).",
    "Harvest's list kept changing while it was read. Please try again.": (
        "Die Liste von Harvest hat sich beim Lesen laufend geändert. Bitte versuch es noch einmal."
    ),
    # --- signing in and out
    "Demo account": "Demo-Konto",
    "nothing leaves this machine": "nichts verlässt diesen Computer",
    "OAuth in the browser": "OAuth im Browser",
    "personal access token": "persönliches Zugangstoken",
    "token of the environment": "Token aus der Umgebung",
    "{told}, for this session only": "{told}, nur für diese Sitzung",
    "Harvest does not accept this token. Was all of it copied, and is it still on the page?": (
        "Harvest nimmt dieses Token nicht an. Ist es ganz kopiert, und steht es noch auf der Seite?"
    ),
    "That sign-in works, but reaches no Harvest account.": "Diese Anmeldung klappt, erreicht aber kein Harvest-Konto.",
    "You are signed out.": "Du bist abgemeldet.",
    "You are signed out, and this computer has forgotten the sign-in. To revoke it at Harvest as well, remove it at "
    "{page}.": (
        "Du bist abgemeldet, und dieser Computer hat die Anmeldung vergessen. Um sie auch bei Harvest zu widerrufen, "
        "entferne sie hier: {page}."
    ),
    "You have left the demo account.": "Du hast das Demo-Konto verlassen.",
    "Signing out…": "Abmeldung läuft …",
    "Your system may ask to unlock its keyring.": "Dein System fragt vielleicht nach dem Schlüsselbund.",
    "HARVEST_ACCESS_TOKEN is set in the environment, and is used again when Gleaner starts.": (
        "HARVEST_ACCESS_TOKEN steht in der Umgebung und wird wieder verwendet, wenn Gleaner startet."
    ),
    "This system has no keyring to keep the sign-in in.": "Dieses System hat keinen Schlüsselbund für die Anmeldung.",
    "The system's keyring is locked.": "Der Schlüsselbund des Systems ist gesperrt.",
    "Unlock it and try again.": "Entsperre ihn und versuch es noch einmal.",
    "The system's keyring does not answer.": "Der Schlüsselbund des Systems antwortet nicht.",
    "The system's keyring does not answer as it should.": "Der Schlüsselbund des Systems antwortet nicht, wie er soll.",
    "The system's keyring cannot be used.": "Der Schlüsselbund des Systems lässt sich nicht verwenden.",
    "If it asks to be unlocked, do so and try again. Else sign in to the desktop anew.": (
        "Wenn er entsperrt werden will, tu das und versuch es noch einmal. Sonst melde dich am Computer neu an."
    ),
    "Try again after signing in to the desktop anew.": (
        "Versuch es noch einmal, nachdem du dich am Computer neu angemeldet hast."
    ),
    "Install one (on Linux: GNOME Keyring or KWallet) and start Gleaner again.": (
        "Installiere einen (unter Linux: GNOME Keyring oder KWallet) und starte Gleaner neu."
    ),
    "Or stay signed in for this session only.": "Oder bleib nur für diese Sitzung angemeldet.",
    "No browser could be opened to sign in with.": "Es ließ sich kein Browser zum Anmelden öffnen.",
    "The browser did not come back from Harvest in time. Please try again.": (
        "Der Browser kam nicht rechtzeitig von Harvest zurück. Bitte versuch es noch einmal."
    ),
    "You did not allow Gleaner to use Harvest, so nothing was changed.": (
        "Du hast Gleaner den Zugriff auf Harvest nicht erlaubt; nichts wurde geändert."
    ),
    "Harvest could not sign you in. Please check the application's id and redirect.": (
        "Harvest konnte dich nicht anmelden. Bitte prüfe Id und Rücksprungadresse der Anwendung."
    ),
    "Port {number}, which the browser is to come back to, is used by another program.": (
        "Port {number}, zu dem der Browser zurückkommen soll, wird von einem anderen Programm benutzt."
    ),
    "Harvest's sign-in service cannot be reached.": "Der Anmeldedienst von Harvest ist nicht zu erreichen.",
    "Harvest's sign-in service gave no clear answer.": "Der Anmeldedienst von Harvest gab keine klare Antwort.",
    # --- what waits
    "That has changed meanwhile, so nothing was done. Please look at it again.": (
        "Das hat sich inzwischen geändert; nichts wurde getan. Bitte sieh es dir noch einmal an."
    ),
    "That does not wait any more, so nothing was done.": "Das wartet nicht mehr; nichts wurde getan.",
    "That is being sent or looked up right now, so nothing was done. Please wait until Harvest answers.": (
        "Das wird gerade gesendet oder nachgesehen; nichts wurde getan. Bitte warte, bis Harvest antwortet."
    ),
    # --- chat, favourites, days
    "That entry cannot be repeated: its project or task takes no time any more.": (
        "Dieser Eintrag lässt sich nicht wiederholen: Projekt oder Aufgabe nehmen keine Zeit mehr."
    ),
    "That entry can no longer be logged again.": "Dieser Eintrag lässt sich nicht noch einmal buchen.",
    "No sentence was found for this entry. Write one in the settings, under Favourites.": (
        "Für diesen Eintrag fand sich kein Satz. Schreib einen in den Einstellungen, unter Favoriten."
    ),
    "1 line written to {path}": "1 Zeile geschrieben: {path}",
    "{number} lines written to {path}": "{number} Zeilen geschrieben: {path}",
    "The file was not written.": "Die Datei wurde nicht geschrieben.",
    "{summary} was refused: {told}": "{summary} wurde abgelehnt: {told}",
    "a project of the past": "ein früheres Projekt",
    "A project of the past": "Ein früheres Projekt",
    "Another program": "Ein anderes Programm",
    "Give a file or an address.": "Gib eine Datei oder eine Adresse an.",
    "There is no such file.": "Diese Datei gibt es nicht.",
    "There is no such folder; give its whole path.": "Diesen Ordner gibt es nicht; gib den ganzen Pfad an.",
    "That is not a web address.": "Das ist keine Webadresse.",
    "A calendar's address must begin with https://.": "Die Adresse eines Kalenders muss mit https:// beginnen.",
    "That is no calendar.": "Das ist kein Kalender.",
    "A calendar has too many events.": "Ein Kalender hat zu viele Termine.",
    "A calendar cannot be understood ({kind}).": "Ein Kalender ist nicht zu verstehen ({kind}).",
    "{name} is too large for a calendar.": "{name} ist zu groß für einen Kalender.",
    "{name} does not answer in time.": "{name} antwortet nicht rechtzeitig.",
    "{name} cannot be reached.": "{name} ist nicht zu erreichen.",
    "{name} is not a file.": "{name} ist keine Datei.",
    "{name} cannot be read: {why}.": "{name} kann nicht gelesen werden: {why}.",
    "{name} answers {number}.": "{name} antwortet mit {number}.",
    "{name} sends on to another address. List that one, if you know it.": (
        "{name} leitet an eine andere Adresse weiter. Gib diese an, wenn du sie kennst."
    ),
    "The calendar at {name} is too large.": "Der Kalender bei {name} ist zu groß.",
    "The calendar {name} takes too long to read.": "Der Kalender {name} braucht zu lange.",
    "Event without a title": "Termin ohne Titel",
    "Commits cannot be read: git is not installed.": "Commits sind nicht zu lesen: git ist nicht installiert.",
    "git cannot be started ({why}).": "git lässt sich nicht starten ({why}).",
    "git takes too long.": "git braucht zu lange.",
    "that is not a repository that git may read.": "das ist kein Repository, das git lesen darf.",
    "{name}: git cannot be started ({why}).": "{name}: git lässt sich nicht starten ({why}).",
    "{name}: git takes too long.": "{name}: git braucht zu lange.",
    "{name}: that is not a repository that git may read.": "{name}: Das ist kein Repository, das git lesen darf.",
    "The repository {name} is not there any more.": "Das Repository {name} ist nicht mehr da.",
    "In {name} git does not know your e-mail address, so your commits are not known.": (
        "In {name} kennt git deine E-Mail-Adresse nicht; deine Commits sind also nicht bekannt."
    ),
    # --- shortcuts and start
    "{keys} works everywhere.": "{keys} wirkt überall.",
    "{keys} has arrived: it works.": "{keys} ist angekommen: Es klappt.",
    "Press {keys} now, in any window.": "Drück jetzt {keys}, in irgendeinem Fenster.",
    "{keys} is taken by another program.": "{keys} gehört einem anderen Programm.",
    "{keys} is not on this keyboard.": "{keys} gibt es auf dieser Tastatur nicht.",
    "{keys} has a meaning already.": "{keys} hat schon eine Bedeutung.",
    "Choose other keys.": "Wähle andere Tasten.",
    "Windows does not give {keys} away.": "Windows gibt {keys} nicht her.",
    "macOS does not give {keys} away ({problem}).": "macOS gibt {keys} nicht her ({problem}).",
    "Nothing has arrived: something on this computer keeps the keys. Choose others.": (
        "Nichts ist angekommen: Etwas auf diesem Computer behält die Tasten. Wähle andere."
    ),
    "Bind the command “gleaner quick” to keys in the system's keyboard settings instead.": (
        "Leg stattdessen in den Tastatureinstellungen des Systems Tasten für den Befehl “gleaner quick” fest."
    ),
    "The desktop is asking whether Gleaner may have these keys.": (
        "Der Desktop fragt, ob Gleaner diese Tasten haben darf."
    ),
    "The desktop did not allow these keys.": "Der Desktop hat diese Tasten nicht erlaubt.",
    "This desktop gives no keys to programs.": "Dieser Desktop gibt Programmen keine Tasten.",
    "The desktop allows it, but has no keys for it. Choose them in its keyboard settings.": (
        "Der Desktop erlaubt es, hat aber keine Tasten dafür. Wähle sie in seinen Tastatureinstellungen."
    ),
    "The desktop gave “{keys}”. Its keyboard settings can change that.": (
        "Der Desktop gab „{keys}“. Seine Tastatureinstellungen können das ändern."
    ),
    "There is no screen whose keys could be claimed.": "Es gibt keinen Bildschirm, dessen Tasten sich belegen ließen.",
    "Keys cannot be claimed here ({problem}).": "Tasten lassen sich hier nicht belegen ({problem}).",
    "The connection to the screen is lost. Start Gleaner again.": (
        "Die Verbindung zum Bildschirm ist verloren. Starte Gleaner neu."
    ),
    "That key cannot be used. Press Ctrl, Alt or Meta together with a letter, a digit or Space.": (
        "Diese Taste geht nicht. Drück Strg, Alt oder Meta zusammen mit Buchstabe, Ziffer oder Leertaste."
    ),
    "“{keys}” is needed for typing. Press it together with Ctrl, Alt or Meta.": (
        "„{keys}“ wird zum Tippen gebraucht. Drück es zusammen mit Strg, Alt oder Meta."
    ),
    "Gleaner cannot start at login on this system by itself.": (
        "Gleaner kann auf diesem System nicht von selbst starten."
    ),
    "“{path}” cannot be read: {why}.": "„{path}“ kann nicht gelesen werden: {why}.",
    "“{path}” cannot be written: {why}.": "„{path}“ kann nicht geschrieben werden: {why}.",
    "“{path}” cannot be removed: {why}.": "„{path}“ kann nicht entfernt werden: {why}.",
    # --- speech
    "The microphone was not open. Hold the keys until it listens, then speak.": (
        "Das Mikrofon war nicht offen. Halte die Tasten, bis es zuhört, und sprich dann."
    ),
    "One recording after the other: this one is still there when you are done.": (
        "Eine Aufnahme nach der anderen: Diese ist noch da, wenn du fertig bist."
    ),
    "Speech cannot be used on this computer: {told}": "Sprache geht auf diesem Computer nicht: {told}",
    "No speech heard. Try again a little closer to the microphone, or type.": (
        "Keine Sprache gehört. Versuch es näher am Mikrofon noch einmal, oder tippe."
    ),
    "Choose another model in the settings.": "Wähle ein anderes Modell in den Einstellungen.",
    "Trying once more.": "Wird noch einmal versucht.",
    "No microphone could be opened. Is one connected?": "Es ließ sich kein Mikrofon öffnen. Ist eines angeschlossen?",
    "No microphone was found. Connect one, or type instead.": "Kein Mikrofon gefunden. Schließ eines an, oder tippe.",
    "The system does not let Gleaner use the microphone. Allow it in {where}, then try again.": (
        "Das System lässt Gleaner nicht an das Mikrofon. Erlaube es in {where} und versuch es noch einmal."
    ),
    "“{name}” gives only silence. Is it muted, or used by another program? Choose another one.": (
        "„{name}“ liefert nur Stille. Ist es stumm oder von einem anderen Programm belegt? Wähle ein anderes."
    ),
    "“{name}” stopped delivering sound. What you said until then was kept.": (
        "„{name}“ liefert keinen Ton mehr. Was du bis dahin gesagt hast, ist aufbewahrt."
    ),
    "“{name}” gives no sound.": "„{name}“ liefert keinen Ton.",
    "The speech model “{name}” is not on this machine. Download it in Settings, or choose another.": (
        "Das Modell „{name}“ ist nicht auf diesem Computer. Lade es in den Einstellungen herunter oder wähle ein "
        "anderes."
    ),
    "No speech heard.": "Keine Sprache gehört.",
    "Speech recognition gave no words.": "Die Spracherkennung gab keine Worte.",
    "Speech recognition was ended.": "Die Spracherkennung wurde beendet.",
    "Speech recognition ended unexpectedly.": "Die Spracherkennung endete unerwartet.",
    "Speech recognition is not running.": "Die Spracherkennung läuft nicht.",
    "Speech recognition could not be started: {why}": "Die Spracherkennung ließ sich nicht starten: {why}",
    "The recording could not be turned into words: {why}": "Die Aufnahme wurde nicht zu Worten: {why}",
    "The recording cannot be kept on disk: {why}. Go on speaking.": (
        "Die Aufnahme lässt sich nicht auf der Platte sichern: {why}. Sprich weiter."
    ),
    "A Whisper model ends in “.pt”.": "Ein Whisper-Modell endet auf „.pt“.",
    "That folder holds no Whisper model, such as “base.pt”.": "In diesem Ordner ist kein Whisper-Modell wie „base.pt“.",
    "The download was cancelled. What has come is kept.": "Das Herunterladen wurde abgebrochen. Was da ist, bleibt.",
    "Nothing has come for {number} s. Try again to go on from here.": (
        "Seit {number} s kam nichts. Noch einmal versuchen macht hier weiter."
    ),
    "The disk has {number} MB free, the model needs {number2} MB.": (
        "Auf der Platte sind {number} MB frei, das Modell braucht {number2} MB."
    ),
    "What came is not the model that was published, and was deleted. Try again.": (
        "Was kam, ist nicht das veröffentlichte Modell, und wurde gelöscht. Versuch es noch einmal."
    ),
    "The download site answered {number}. Try again later.": (
        "Die Seite antwortete mit {number}. Versuch es später noch einmal."
    ),
}
