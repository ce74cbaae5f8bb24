"""The interface in German: the English text as it stands in the code, and what is shown instead."""

from __future__ import annotations

from desktop.text.german_terminal import TERMINAL
from desktop.text.german_work import WORK

GERMAN: dict[str, str] = {
    **TERMINAL,
    **WORK,
    # --- signing in
    "\nSigning out deletes it from this computer. To revoke it, too: {page}": (
        "\nMit dem Abmelden wird es von diesem Computer gelöscht. Ganz widerrufen lässt es sich hier: {page}"
    ),
    "Asking Harvest…": "Harvest wird gefragt …",
    "By {how}.{tokens_page}": "Über: {how}.{tokens_page}",
    "Cancel": "Abbrechen",
    "Cancel signing in": "Die Anmeldung abbrechen",
    "Client id": "Client-ID",
    "Client secret": "Client-Secret",
    "Connect": "Verbinden",
    "Connect to Harvest": "Mit Harvest verbinden",
    "Connect to Harvest…": "Mit Harvest verbinden …",
    "Connect with this token": "Mit diesem Token verbinden",
    "Connecting to {name}…": "Verbindung mit {name} …",
    "Connecting…": "Verbindung wird aufgebaut …",
    "Demo account": "Demo-Konto",
    "For this session only": "Nur für diese Sitzung",
    "How shall the sign-in be kept?": "Wie soll die Anmeldung aufbewahrt werden?",
    "In the browser, with your own application (OAuth)": "Im Browser, mit einer eigenen Anwendung (OAuth)",
    "Leave the demo account": "Das Demo-Konto verlassen",
    "Look in the keyring again": "Noch einmal im Schlüsselbund nachsehen",
    "Make one on Harvest's page for developers, then paste it here.": (
        "Erzeuge eines auf der Entwicklerseite von Harvest und füge es hier ein."
    ),
    "Not signed in to Harvest": "Nicht bei Harvest angemeldet",
    "Offline: nothing is lost": "Offline: nichts geht verloren",
    "Harvest cannot be reached: what you confirm is kept, and sent later.": (
        "Harvest ist nicht zu erreichen: Was du bestätigst, wird aufbewahrt und später gesendet."
    ),
    "Open the browser": "Browser öffnen",
    "Open the browser to sign in": "Den Browser zum Anmelden öffnen",
    "Open {address}": "{address} öffnen",
    "Optional": "Freiwillig",
    "Other ways  ▾": "Andere Wege  ▾",
    "Other ways to sign in": "Andere Wege, sich anzumelden",
    "Paste it here; it is not shown": "Hier einfügen; es wird nicht angezeigt",
    "Register an application on the same page, with the redirect address {address}\n"
    "Without a secret you sign in anew whenever Harvest ends the sign-in.": (
        "Registriere auf derselben Seite eine Anwendung, mit der Rücksprungadresse {address}\n"
        "Ohne Secret meldest du dich neu an, sobald Harvest die Anmeldung beendet."
    ),
    "Sign in with Harvest": "Mit Harvest anmelden",
    "Sign in with Harvest, in the browser": "Mit Harvest anmelden, im Browser",
    "Sign out": "Abmelden",
    "The sign-in is kept in your system's keyring, and nowhere else.": (
        "Die Anmeldung liegt im Schlüsselbund deines Systems und nirgends sonst."
    ),
    "This sign-in reaches several accounts. Gleaner works with:": (
        "Diese Anmeldung erreicht mehrere Konten. Gleaner arbeitet mit:"
    ),
    "Token": "Token",
    "Try the demo account": "Das Demo-Konto ausprobieren",
    "Try the demo account: nothing leaves this machine": (
        "Das Demo-Konto ausprobieren: nichts verlässt diesen Computer"
    ),
    "Try the keyring again": "Den Schlüsselbund noch einmal versuchen",
    "Under way": "In Arbeit",
    "Which account?": "Welches Konto?",
    "With a personal access token": "Mit einem persönlichen Zugangstoken",
    "Work with the account {name}": "Mit dem Konto {name} arbeiten",
    "Your browser is open. Allow the access there, then come back.": (
        "Dein Browser ist offen. Erlaube dort den Zugriff und komm dann zurück."
    ),
    # --- chat, tray and first frame
    "Enter reads your words, Enter again logs them.\nEsc discards, Ctrl+Z takes back, Ctrl+M listens.": (
        "Enter liest deine Worte, noch einmal Enter bucht sie.\nEsc verwirft, Strg+Z nimmt zurück, Strg+M hört zu."
    ),
    "Example: {words}": "Beispiel: {words}",
    "Find what you logged from here": "Finden, was von hier gebucht wurde",
    "Gleaner is starting": "Gleaner startet",
    "A timer is running": "Ein Timer läuft",
    "It has run for a long time.": "Er läuft schon lange.",
    "You were away while it ran.": "Du warst weg, während er lief.",
    "today {hours} h": "heute {hours} h",
    "How was your day?": "Wie war dein Tag?",
    "In 15 minutes": "In 15 Minuten",
    "Log my day": "Meinen Tag buchen",
    "Log my day…": "Meinen Tag buchen …",
    "Logged": "Gebucht",
    "Not today": "Heute nicht",
    "Quick entry": "Schnelleingabe",
    "Quit": "Beenden",
    "Say it in a sentence. You check the cards, then they go to Harvest.": (
        "Sag es in einem Satz. Du prüfst die Karten, dann gehen sie an Harvest."
    ),
    "Settings": "Einstellungen",
    "Settings…": "Einstellungen …",
    "Speak": "Sprechen",
    "Start or stop a timer": "Einen Timer starten oder anhalten",
    "Starting…": "Startet …",
    "Stop and read": "Aufhören und lesen",
    "Today  {hours} h": "Heute  {hours} h",
    "Today: {hours} h": "Heute: {hours} h",
    "Today: –": "Heute: –",
    "What did you work on?": "Woran hast du gearbeitet?",
    "Words for Gleaner, which is starting": "Worte für Gleaner, das gerade startet",
    # --- settings: pages and general
    "Account": "Konto",
    "Appearance": "Aussehen",
    "As the system is": "Wie das System",
    "Chat": "Chat",
    "Dark": "Dunkel",
    "General": "Allgemein",
    "Gleaner: settings": "Gleaner: Einstellungen",
    "Language": "Sprache",
    "Language of Gleaner": "Sprache von Gleaner",
    "Language model": "Sprachmodell",
    "Light": "Hell",
    "My day": "Mein Tag",
    "Names and favourites": "Namen und Favoriten",
    "Pages of the settings": "Seiten der Einstellungen",
    "Privacy": "Datenschutz",
    "SMS and WhatsApp": "SMS und WhatsApp",
    "Shortcuts": "Tastenkürzel",
    "Speech": "Sprache und Mikrofon",
    "Start": "Start",
    "Start Gleaner when I log in": "Beim Anmelden am Computer starten",
    "Please tell Gleaner in English what you did: English is what it understands. Names may be in any language.": (
        "Sag Gleaner bitte auf Englisch, was du getan hast: Englisch ist, was es versteht. Namen dürfen in jeder "
        "Sprache sein."
    ),
    "Windows that are open change when Gleaner starts again.": (
        "Offene Fenster wechseln, wenn Gleaner neu gestartet wird."
    ),
    # --- settings: my day
    "Add": "Hinzufügen",
    "Add a calendar: an ICS file, or its address": "Ein Kalender: eine ICS-Datei oder ihre Adresse",
    "Add a git repository": "Ein Git-Repository",
    "Add this calendar": "Diesen Kalender hinzufügen",
    "Add this repository": "Dieses Repository hinzufügen",
    "Ask about a running timer": "Nach einem laufenden Timer fragen",
    "Ask me how my day was": "Frag mich, wie mein Tag war",
    "At": "Um",
    "At the end of the day Gleaner offers today's events and your own commits as entries. It looks only in what is "
    "listed here, on this computer, and keeps none of it.": (
        "Am Ende des Tages bietet Gleaner die Termine von heute und deine eigenen Commits als Einträge an. Es sieht "
        "nur in dem nach, was hier steht, auf diesem Computer, und behält nichts davon."
    ),
    "Calendars and commits": "Kalender und Commits",
    "Choose a file": "Eine Datei wählen",
    "Choose a folder": "Einen Ordner wählen",
    "Choose…": "Wählen …",
    "Country of the holidays": "Land der Feiertage",
    "Day target": "Tagesziel",
    "End of the day": "Ende des Tages",
    "Harvest's": "Harvest",
    "Holidays": "Feiertage",
    "Holidays and timers": "Feiertage und Timer",
    "Hours a day": "Stunden am Tag",
    "Hours of a working day": "Stunden eines Arbeitstags",
    "No such country": "Dieses Land gibt es nicht",
    "Now it is your capacity as Harvest has it, spread over the working days.": (
        "Jetzt ist es deine Kapazität, wie Harvest sie kennt, verteilt auf die Arbeitstage."
    ),
    "On": "An",
    "On a holiday Gleaner does not ask how the day was, and nothing is missing.": (
        "An einem Feiertag fragt Gleaner nicht, wie der Tag war, und nichts fehlt."
    ),
    "Once a day a small window asks what you worked on. It never takes the keyboard, and it logs nothing by itself.": (
        "Einmal am Tag fragt ein kleines Fenster, woran du gearbeitet hast. Es nimmt nie die Tastatur und bucht nichts "
        "von selbst."
    ),
    "Region": "Region",
    "Remove": "Entfernen",
    "Remove {place}": "{place} entfernen",
    "Time of day": "Uhrzeit",
    "Timer runs, I am away": "Timer läuft, ich bin weg",
    "Use Harvest's": "Wie Harvest",
    "Use the capacity that Harvest has": "Die Kapazität verwenden, die Harvest kennt",
    "What the week and the end of the day are measured against.": "Daran werden Woche und Tagesende gemessen.",
    "ask after {minutes} minutes": "nach {minutes} Minuten fragen",
    "never ask": "nie fragen",
    "no holidays": "keine Feiertage",
    "whole country": "ganzes Land",
    "{host} (address)": "{host} (Adresse)",
    # --- settings: speech
    "A Whisper model": "Ein Whisper-Modell",
    "A folder with Whisper models": "Ein Ordner mit Whisper-Modellen",
    "A recording ends": "Eine Aufnahme endet",
    "Accurate": "Genau",
    "After {seconds:g} s of silence, too": "Auch nach {seconds:g} s Stille",
    "Balanced": "Ausgewogen",
    "Ends": "Ende",
    "English only": "nur Englisch",
    "Fast": "Schnell",
    "Heard: “{words}”": "Gehört: „{words}“",
    "Microphone": "Mikrofon",
    "More…": "Mehr …",
    "Say a sentence; it is shown here, and kept nowhere.": (
        "Sag einen Satz; er erscheint hier und wird nirgends aufbewahrt."
    ),
    "Say aloud what my spoken words became": "Vorlesen, was aus meinen Worten wurde",
    "Show every model": "Alle Modelle zeigen",
    "Stop": "Aufhören",
    "Stop trying the microphone": "Das Mikrofon nicht mehr ausprobieren",
    "Stop using it": "Nicht mehr verwenden",
    "Stop using the file or folder of your own": "Die eigene Datei oder den eigenen Ordner nicht mehr verwenden",
    "The one chosen before (not connected)": "Das zuvor gewählte (nicht angeschlossen)",
    "The system's default": "Das des Systems",
    "The system's default ({name})": "Das des Systems ({name})",
    "This model knows English only. Choose one without “.en” for other languages.": (
        "Dieses Modell kann nur Englisch. Für andere Sprachen wähle eines ohne „.en“."
    ),
    "Try it": "Ausprobieren",
    "Try the microphone": "Das Mikrofon ausprobieren",
    "Try the microphone: show how loud it is": "Das Mikrofon ausprobieren: zeigen, wie laut es ist",
    "Use a folder with models of your own": "Einen Ordner mit eigenen Modellen verwenden",
    "Use a model file of your own": "Eine eigene Modelldatei verwenden",
    "Use this file…": "Diese Datei verwenden …",
    "Use this folder…": "Diesen Ordner verwenden …",
    "When I say so": "Wenn ich es sage",
    "Words are recognised on this machine. Larger models hear better and take longer.": (
        "Worte werden auf diesem Computer erkannt. Größere Modelle hören besser und brauchen länger."
    ),
    "comes with Gleaner": "kommt mit Gleaner",
    "downloaded": "heruntergeladen",
    "in Whisper's folder": "in Whispers Ordner",
    "many languages": "viele Sprachen",
    "not here": "nicht hier",
    "not on this machine": "nicht auf diesem Computer",
    "slower than speech": "langsamer als Sprache",
    "your own file": "deine eigene Datei",
    "{speed:.0f}× as fast as speech": "{speed:.0f}× so schnell wie Sprache",
    # --- settings: downloads
    " “{model}” is used from now on.": " Ab jetzt wird „{model}“ verwendet.",
    "Asking {site} how large “{model}” is…": "{site} wird gefragt, wie groß „{model}“ ist …",
    "Cancel the download; what has come is kept": "Das Herunterladen abbrechen; was da ist, bleibt",
    "Close": "Schließen",
    "Delete and free {amount}": "Löschen und {amount} freigeben",
    "Delete the {amount} that have come of “{name}” from this machine? It can be downloaded again.": (
        "Die {amount}, die von „{name}“ da sind, von diesem Computer löschen? Es lässt sich neu herunterladen."
    ),
    "Delete these {amount}": "Diese {amount} löschen",
    "Delete what was downloaded of {name}; it is asked first": "Löschen, was von {name} da ist; vorher wird gefragt",
    "Delete “{name}” from this machine? It can be downloaded again.": (
        "„{name}“ von diesem Computer löschen? Es lässt sich neu herunterladen."
    ),
    "Download {total}": "{total} herunterladen",
    "Get {name}: ask for its size first": "{name} holen: zuerst nach der Größe fragen",
    "Get…": "Holen …",
    "Go on ({done} to come)": "Weitermachen ({done} fehlen)",
    "Keep it": "Behalten",
    "Not now": "Jetzt nicht",
    "Resume…": "Fortsetzen …",
    "Try again": "Noch einmal",
    "chosen, {missing}": "gewählt, {missing}",
    "{amount} here": "{amount} sind da",
    "{done} of {total}": "{done} von {total}",
    "{done} of {total} are here already": "{done} von {total} sind schon da",
    "{seconds} min left": "noch {seconds} min",
    "{seconds} s left": "noch {seconds} s",
    ", {seconds} s each": ", je {seconds} s",
    "says that it only reads": "sagt, dass es nur liest",
    "does not say that it only reads": "sagt nicht, dass es nur liest",
    "https://… or /home/me/work.ics": "https://… oder /home/ich/arbeit.ics",
    "“{model}” comes from {site} and takes {total}.": "„{model}“ kommt von {site} und braucht {total}.",
    "“{model}” comes from {site}; {rest}.": "„{model}“ kommt von {site}; {rest}.",
    "“{model}” is deleted: {done} are free again.{instead}": "„{model}“ ist gelöscht: {done} sind frei.{instead}",
    "“{model}” is here, and in use from now on.": "„{model}“ ist da und wird ab jetzt verwendet.",
    # --- settings: shortcuts
    "Hold and talk": "Halten und sprechen",
    "Keys for quick entry": "Tasten für die Schnelleingabe",
    "Keys that bring Gleaner from every program. Click a field and press the keys that you want.": (
        "Tasten, die Gleaner aus jedem Programm holen. Klick in ein Feld und drück die gewünschten Tasten."
    ),
    "Keys to hold while speaking": "Tasten, die beim Sprechen gehalten werden",
    "Shortcut": "Tastenkürzel",
    "Stop trying": "Nicht mehr probieren",
    "Try the keys": "Tasten ausprobieren",
    "Try the keys of the shortcuts": "Die Tasten der Kürzel ausprobieren",
    "Use these keys in every program": "Diese Tasten in jedem Programm verwenden",
    # --- settings: names and favourites
    "15 min on the stand-up": "15 min on the stand-up",
    "Add this favourite": "Diesen Favoriten hinzufügen",
    "Favourites": "Favoriten",
    "Forget": "Vergessen",
    "Forget {name}": "{name} vergessen",
    "Forget “{said}”": "„{said}“ vergessen",
    "Move up: {words}": "Nach oben: {words}",
    "Names I taught": "Namen, die Gleaner gelernt hat",
    "None. When you choose the same project twice for the same words, Gleaner offers to remember it.": (
        "Keine. Wählst du für dieselben Worte zweimal dasselbe Projekt, bietet Gleaner an, es sich zu merken."
    ),
    "Remove: {words}": "Entfernen: {words}",
    "Sentence": "Satz",
    "Sentences that you log often. Quick entry offers them, numbered, while its line is empty.": (
        "Sätze, die du oft buchst. Die Schnelleingabe bietet sie an, mit Nummern, solange ihre Zeile leer ist."
    ),
    # --- settings: language model and connected tools
    "A file…": "Eine Datei …",
    "A language model": "Ein Sprachmodell",
    "Add this connected tool": "Dieses verbundene Werkzeug hinzufügen",
    "Address": "Adresse",
    "Command or address": "Befehl oder Adresse",
    "Connected tools": "Verbundene Werkzeuge",
    "For free questions and long dictation, if you want one. Without it everything is read on this machine. With it, "
    "your words, the names of your projects and tasks and the figures of an answer go to the address below. It can "
    "never write to Harvest: it makes cards, and you confirm them.": (
        "Für freie Fragen und lange Diktate, wenn du eines willst. Ohne wird alles auf diesem Computer gelesen. Mit "
        "ihm gehen deine Worte, die Namen deiner Projekte und Aufgaben und die Zahlen einer Antwort an die Adresse "
        "unten. Es kann nie in Harvest schreiben: Es macht Karten, und du bestätigst sie."
    ),
    "It answers questions and reads what the rules are not sure of.": (
        "Es beantwortet Fragen und liest, worin die Regeln sich nicht sicher sind."
    ),
    "It answers questions only. To let it read messages, too, try it.": (
        "Es beantwortet nur Fragen. Soll es auch Nachrichten lesen, probier es aus."
    ),
    "It is started, to see what it offers …": "Es wird gestartet, um zu sehen, was es anbietet …",
    "It read {right} of {total} sentences right{each}.": "Es hat {right} von {total} Sätzen richtig gelesen{each}.",
    "It reads sentence {read} of {total}: {right} right so far{each}.": (
        "Es liest Satz {read} von {total}: bisher {right} richtig{each}."
    ),
    "Keep a log of what is sent, on this machine": "Hier festhalten, was gesendet wird",
    "Key": "Schlüssel",
    "Let the language model read twenty sentences of ours": "Das Sprachmodell zwanzig Sätze von uns lesen lassen",
    "Let the language model use what is ticked of {name}": (
        "Das Sprachmodell verwenden lassen, was bei {name} angekreuzt ist"
    ),
    "Model": "Modell",
    "Nothing of it is used.": "Nichts davon wird verwendet.",
    "Nothing of it is used. Tick what the language model may use.": (
        "Nichts davon wird verwendet. Kreuz an, was das Sprachmodell verwenden darf."
    ),
    "Or one that is fetched once and then runs on this machine alone; nothing you say leaves it:": (
        "Oder eines, das einmal geholt wird und dann nur auf diesem Computer läuft; nichts verlässt ihn:"
    ),
    "Programs that speak the Model Context Protocol, such as a calendar or a repository. A language model may look "
    "things up in those that are switched on, with what you tick of them; each look is shown. What a tool really does, "
    "only its maker knows: tick what changes nothing.": (
        "Programme, die das Model Context Protocol sprechen, etwa ein Kalender oder ein Repository. Ein Sprachmodell "
        "darf in denen nachsehen, die eingeschaltet sind, mit dem, was du ankreuzt; jeder Blick wird angezeigt. Was "
        "ein Werkzeug wirklich tut, weiß nur, wer es gemacht hat: Kreuz an, was nichts verändert."
    ),
    "See its tools…": "Werkzeuge ansehen …",
    "Show the log": "Das Festgehaltene zeigen",
    "Show what was sent to the language model": "Zeigen, was an das Sprachmodell gesendet wurde",
    "Start {name} to see its tools": "{name} starten, um die Werkzeuge zu sehen",
    "Stop the trial": "Den Versuch beenden",
    "That is not enough to read messages, so it answers questions only.": (
        "Das reicht nicht, um Nachrichten zu lesen; es beantwortet also nur Fragen."
    ),
    "The environment names this model (GLEANER_LLM_MODEL). ": (
        "Dieses Modell steht in der Umgebung (GLEANER_LLM_MODEL). "
    ),
    "Try this model": "Dieses Modell ausprobieren",
    "Use a model in a GGUF file on this machine": "Ein Modell in einer GGUF-Datei auf diesem Computer verwenden",
    "Use no language model": "Kein Sprachmodell verwenden",
    "Use none": "Keines verwenden",
    "Use this language model": "Dieses Sprachmodell verwenden",
    "Use this model": "Dieses Modell verwenden",
    "Use what is ticked": "Angekreuztes verwenden",
    "Use {label}, on this machine": "{label} verwenden, auf diesem Computer",
    "Used: {ticked}.": "Verwendet: {ticked}.",
    "empty: the vendor's own": "leer: die des Anbieters",
    "kept in the system's keyring": "liegt im Schlüsselbund des Systems",
    "none for a model on this machine": "keiner für ein Modell auf diesem Computer",
    "{name}: may be read by": "{name}: darf zum Nachsehen dienen",
    # --- settings: privacy and chat
    "Calendars": "Kalender",
    "Downloads": "Downloads",
    "Everything else": "Alles andere",
    "Export all that was logged from here as CSV": "Alles, was von hier gebucht wurde, als CSV exportieren",
    "Export as CSV": "Als CSV exportieren",
    "Export as CSV…": "Als CSV exportieren …",
    "It becomes words on this computer. A recording is deleted once its words are on the screen.": (
        "Sie wird auf diesem Computer zu Worten. Eine Aufnahme wird gelöscht, sobald ihre Worte auf dem Schirm stehen."
    ),
    "Keep today's chat": "Den Chat von heute behalten",
    "Keep today's chat for the next start": "Den Chat von heute für den nächsten Start behalten",
    "Logged from here": "Von hier gebucht",
    "Nothing of the chat is kept. The journal of what you confirmed stays: it keeps entries from being logged twice.": (
        "Vom Chat bleibt nichts. Das Journal des Bestätigten bleibt: Es verhindert, dass etwas zweimal gebucht wird."
    ),
    "On this computer": "Auf diesem Computer",
    "One that you list by its address is fetched from there, whenever a day is looked at.": (
        "Einer, den du mit seiner Adresse einträgst, wird von dort geholt, sooft ein Tag angesehen wird."
    ),
    "Only if you give one the command “gleaner mcp”: it is told what it asks, and may pass that on.": (
        "Nur wenn du einem den Befehl „gleaner mcp“ gibst: Er erfährt, was er fragt, und kann es weitergeben."
    ),
    "Only if you list a number: your messages and the answers, with names and figures, pass through Twilio.": (
        "Nur wenn du eine Nummer einträgst: Deine Nachrichten und die Antworten, mit Namen und Zahlen, gehen über "
        "Twilio."
    ),
    "Only if you set one up, on the page of that name; what it is sent can be logged and read.": (
        "Nur wenn du eines einrichtest, auf der Seite dieses Namens; was gesendet wird, kannst du festhalten und lesen."
    ),
    "Only those that you switch on: what the language model looks up in one is asked of it.": (
        "Nur die, die du einschaltest: Was das Sprachmodell in einem nachsieht, wird dort gefragt."
    ),
    "Only when you ask for a model: it comes from OpenAI or Hugging Face, who see what is fetched.": (
        "Nur wenn du ein Modell holst: Es kommt von OpenAI oder Hugging Face, die sehen, was geholt wird."
    ),
    "Other assistants": "Andere Assistenten",
    "Show the folder": "Den Ordner zeigen",
    "Show the folder with Gleaner's files": "Den Ordner mit Gleaners Dateien zeigen",
    "Stays here. There is no telemetry, and no copy of Harvest on the disk.": (
        "Bleibt hier. Es gibt keine Telemetrie und keine Kopie von Harvest auf der Platte."
    ),
    "The entries that you confirmed, exactly as the cards showed them, and its own lists are read.": (
        "Die Einträge, die du bestätigt hast, genau wie auf den Karten; gelesen werden seine eigenen Listen."
    ),
    "The journal of what you confirmed, today's chat, settings and speech models. Tokens are in the keyring.": (
        "Das Journal des Bestätigten, der Chat von heute, Einstellungen und Modelle. Tokens liegen im Schlüsselbund."
    ),
    "To Harvest": "An Harvest",
    "Today's words and answers stay on this computer until the next day begins.": (
        "Die Worte und Antworten von heute bleiben auf diesem Computer, bis der nächste Tag beginnt."
    ),
    "Your voice": "Deine Stimme",
    # --- settings: SMS and WhatsApp
    "Copy the address that Twilio is to post messages to": (
        "Die Adresse kopieren, an die Twilio Nachrichten schicken soll"
    ),
    "Copy the webhook": "Webhook kopieren",
    "For a machine of yours that is always on and runs “gleaner serve”: text what you did to a number of yours at "
    "Twilio, and confirm the cards that come back. Only the phones below are answered.": (
        "Für einen eigenen Rechner, der immer läuft, mit „gleaner serve“: Schreib an eine deiner Nummern bei Twilio, "
        "was du getan hast, und bestätige die Karten, die zurückkommen. Nur die Telefone unten bekommen Antwort."
    ),
    "Forget Twilio's token": "Twilios Token vergessen",
    "Forget the token": "Token vergessen",
    "It is off.": "Es ist aus.",
    "Let Twilio post what comes in to {webhook}. It is in force when gleaner serve starts the next time.": (
        "Lass Twilio an {webhook} schicken, was eingeht. Es gilt, wenn gleaner serve das nächste Mal startet."
    ),
    "Nothing is answered. Missing: {missing}.": "Nichts wird beantwortet. Es fehlt: {missing}.",
    "Public address": "Öffentliche Adresse",
    "Save": "Sichern",
    "Save phones, address and token": "Telefone, Adresse und Token sichern",
    "This needs Twilio's package: pip install twilio": "Dafür braucht es Twilios Paket: pip install twilio",
    "Twilio's auth token": "Twilios Auth-Token",
    "Your phones": "Deine Telefone",
    "address": "Adresse",
    "phones": "Telefone",
    "token": "Token",
    # --- quick entry
    "Click, then press the keys": "Anklicken, dann die Tasten drücken",
    "Favourites and latest entries": "Favoriten und letzte Einträge",
    "Gleaner: quick entry": "Gleaner: Schnelleingabe",
    "Make a favourite": "Zum Favoriten machen",
    "Remove from the favourites": "Aus den Favoriten entfernen",
    # --- months in full, where they differ
    "January": "Januar",
    "February": "Februar",
    "March": "März",
    "May": "Mai",
    "June": "Juni",
    "July": "Juli",
    "October": "Oktober",
    "December": "Dezember",
}
