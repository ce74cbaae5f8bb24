"""German for rarer outcomes: what Harvest did otherwise, what the journal lost, what was half heard.

See `text/german_sentences.py`.
"""

from __future__ import annotations

OUTCOMES: dict[str, str] = {
    # --- what Harvest did otherwise
    "Harvest answered about something else than was sent.": (
        "Harvest antwortete über etwas anderes, als gesendet wurde."
    ),
    "Harvest answered about something else ({answered}) than was sent, and does not list what was sent. It "
    "was not sent again: please look, and decide.": (
        "Harvest antwortete über etwas anderes ({answered}), als gesendet wurde, und führt das Gesendete nicht "
        "auf. Es wurde nicht noch einmal gesendet: Bitte sieh nach und entscheide."
    ),
    "Harvest answered about another entry.": "Harvest antwortete über einen anderen Eintrag.",
    "Harvest answered about another entry than was changed.": (
        "Harvest antwortete über einen anderen Eintrag, als geändert wurde."
    ),
    "Harvest answered about another entry than was split.": (
        "Harvest antwortete über einen anderen Eintrag, als geteilt wurde."
    ),
    "Harvest answered about another entry than was stopped.": (
        "Harvest antwortete über einen anderen Eintrag, als angehalten wurde."
    ),
    "Harvest did not change: {list}.": "Harvest hat nicht geändert: {list}.",
    "Harvest did not take: {list}. Undo makes the entry what it was.": (
        "Harvest hat nicht angenommen: {list}. Zurücknehmen macht den Eintrag wieder, wie er war."
    ),
    "Harvest took the change but did not make it ({list}).": (
        "Harvest hat die Änderung angenommen, aber nicht gemacht ({list})."
    ),
    "Harvest made the change only in part, without: {list}.": (
        "Harvest hat die Änderung nur zum Teil gemacht, ohne: {list}."
    ),
    "Harvest has it, but did not let us finish: {told}": "Harvest hat es, ließ es aber nicht zu Ende bringen: {told}",
    "Harvest started a timer instead of storing the hours, and did not let it be stopped: {told} Please look there.": (
        "Harvest hat einen Timer gestartet, statt die Stunden zu speichern, und ließ ihn nicht anhalten: {told} "
        "Bitte sieh dort nach."
    ),
    "Harvest stored {hours}, not the {hours2} on the card, and did not let it be removed: {told} Please look there.": (
        "Harvest hat {hours} gespeichert, nicht die {hours2} der Karte, und ließ sie nicht entfernen: {told} "
        "Bitte sieh dort nach."
    ),
    "Harvest stored it on {project}, {task}, {day}.": "Harvest hat es auf {project}, {task}, {day} gespeichert.",
    "Harvest made it {made}, not the {shown} on the card. Please look at its lines before it is sent.": (
        "Harvest kam auf {made}, nicht auf {shown} wie auf der Karte. Bitte prüfe die Zeilen, bevor sie gesendet wird."
    ),
    "Harvest goes on with it as a new entry, {number}.": "Harvest macht damit als neuem Eintrag weiter, {number}.",
    "Harvest has locked this entry: {why}.": "Harvest hat diesen Eintrag gesperrt: {why}.",
    "Harvest may have stored this twice ({numbers}). Please have a look, and delete what is too much.": (
        "Harvest hat das vielleicht zweimal gespeichert ({numbers}). Bitte sieh nach und lösche, was zu viel ist."
    ),
    "Harvest was slow to answer, so it was sent twice. A second copy that turns up late is looked for in a minute.": (
        "Harvest antwortete langsam, deshalb wurde zweimal gesendet. Ob ein zweites auftaucht, wird in einer "
        "Minute nachgesehen."
    ),
    "It is on invoice {name}.": "Er steht auf Rechnung {name}.",
    "It was changed in Harvest by somebody else at the same time. Please have a look at it there.": (
        "Es wurde in Harvest zur selben Zeit von jemand anderem geändert. Bitte sieh es dir dort an."
    ),
    "It is not in Harvest any more; whether it was changed before cannot be told.": (
        "Es ist nicht mehr in Harvest; ob es vorher geändert wurde, lässt sich nicht sagen."
    ),
    "The entry is not in Harvest any more.": "Der Eintrag ist nicht mehr in Harvest.",
    "The invoice is not in Harvest any more.": "Die Rechnung ist nicht mehr in Harvest.",
    "Please look at that day.": "Bitte sieh dir diesen Tag an.",
    "Please look at that day in Harvest.": "Bitte sieh dir diesen Tag in Harvest an.",
    "It may be split only in part.": "Er ist vielleicht nur zum Teil geteilt.",
    "A part was changed in Harvest since, so all was left as it is.": (
        "Ein Teil wurde seither in Harvest geändert; alles blieb, wie es ist."
    ),
    "Several new invoices could be this one: {numbers}. Please have a look in Harvest.": (
        "Mehrere neue Rechnungen könnten diese sein: {numbers}. Bitte sieh in Harvest nach."
    ),
    "Invoice {name} is {state} and no draft any more, so it was left as it is.": (
        "Rechnung {name} ist kein Entwurf mehr ({state}) und blieb, wie sie ist."
    ),
    "Invoice {name} was changed in Harvest since, so it was left as it is.": (
        "Rechnung {name} wurde seither in Harvest geändert und blieb, wie sie ist."
    ),
    "Invoice {name} is {state} by now, so it was left as it is.": (
        "Rechnung {name} ist inzwischen {state} und blieb, wie sie ist."
    ),
    "It is stopped, but Harvest did not change: {list}.": "Er ist angehalten, aber Harvest hat nicht geändert: {list}.",
    "The timer that ran before is stopped, and none was started.": (
        "Der Timer, der vorher lief, ist angehalten, und keiner wurde gestartet."
    ),
    "The timer was left as it was.": "Der Timer blieb, wie er war.",
    "The timer runs again, from the {hours} that it was set to; what was taken off is not given back.": (
        "Der Timer läuft wieder, ab den eingestellten {hours}; was abgezogen wurde, kommt nicht zurück."
    ),
    "It is not clear whether Harvest has it; it is looked up before anything is sent again.": (
        "Es ist nicht klar, ob Harvest es hat; es wird nachgesehen, bevor etwas noch einmal gesendet wird."
    ),
    "It was sent, but what became of it could not be stored. It is looked up before anything is sent again.": (
        "Es wurde gesendet, aber das Ergebnis ließ sich nicht speichern. Es wird nachgesehen, bevor etwas noch "
        "einmal gesendet wird."
    ),
    "It is confirmed and kept, but could not be sent.": "Es ist bestätigt und aufbewahrt, ließ sich aber nicht senden.",
    "The same was just confirmed: {summary}. Confirm again to have two.": (
        "Das wurde gerade bestätigt: {summary}. Bestätige noch einmal, um zwei zu haben."
    ),
    "Gleaner failed: {kind}.": "Gleaner ist gescheitert: {kind}.",
    "The account ID of Harvest is a number. Please correct HARVEST_ACCOUNT_ID, or sign in again.": (
        "Die Konto-ID von Harvest ist eine Zahl. Bitte berichtige HARVEST_ACCOUNT_ID, oder melde dich neu an."
    ),
    "The answer is larger than any of Harvest's, so it was not read to its end.": (
        "Die Antwort ist größer als jede von Harvest; sie wurde nicht zu Ende gelesen."
    ),
    "Gleaner is not wholly installed ({problem}). Please install it again.": (
        "Gleaner ist nicht ganz installiert ({problem}). Bitte installiere es neu."
    ),
    "{name} offers no tools.": "{name} bietet keine Werkzeuge an.",
    "{name} has changed what it offers. Not used until you tick it again: {tools}.": (
        "{name} hat geändert, was es anbietet. Nicht verwendet, bis du es wieder ankreuzt: {tools}."
    ),
    # --- journal
    "The disk is full.": "Die Platte ist voll.",
    "Please make room.": "Bitte schaff Platz.",
    "Is the disk full, or its folder read-only?": "Ist die Platte voll oder der Ordner schreibgeschützt?",
    "Another Gleaner is using the journal for too long.": "Ein anderes Gleaner benutzt das Journal zu lange.",
    "The journal file is damaged.": "Die Datei des Journals ist beschädigt.",
    "The journal file is empty.": "Die Datei des Journals ist leer.",
    "The journal file is not a journal.": "Die Datei des Journals ist kein Journal.",
    "The file is not Gleaner's journal.": "Die Datei ist nicht Gleaners Journal.",
    "Please start Gleaner again: it saves what can be read.": "Bitte starte Gleaner neu: Es rettet, was lesbar ist.",
    "Please start Gleaner again: it keeps the file aside.": "Bitte starte Gleaner neu: Es legt die Datei beiseite.",
    "A newer Gleaner wrote the journal. Please start that one; nothing was touched and nothing sent.": (
        "Ein neueres Gleaner hat das Journal geschrieben. Bitte starte dieses; nichts wurde angerührt und nichts "
        "gesendet."
    ),
    "The journal was damaged.": "Das Journal wurde beschädigt.",
    "What could be read was saved: {saved}.": "Lesbares wurde gerettet: {saved}.",
    "Nothing in it could be read.": "Nichts darin war lesbar.",
    "Not saved: at least {number}.": "Nicht gerettet: mindestens {number}.",
    "Not saved: {what}.": "Nicht gerettet: {what}.",
    "Nothing is missing.": "Nichts fehlt.",
    "Whether something is missing cannot be told.": "Ob etwas fehlt, lässt sich nicht sagen.",
    "Hit before it was sent, so please log it anew: {what}.": "Vor dem Senden getroffen, bitte neu buchen: {what}.",
    "The damaged file is kept as {path}.": "Die beschädigte Datei liegt hier: {path}.",
    "The journal's copy of this was altered after it was confirmed, so it was not sent.": (
        "Die Kopie im Journal wurde nach dem Bestätigen verändert; nichts wurde gesendet."
    ),
    "The journal's copy of this cannot be read, so it was not sent.": (
        "Die Kopie im Journal ist nicht zu lesen; nichts wurde gesendet."
    ),
    "There is no such card.": "Diese Karte gibt es nicht.",
    "A card that is {state} cannot be confirmed.": "Diese Karte lässt sich nicht bestätigen ({state}).",
    "A card without project, task or hours cannot be confirmed.": (
        "Eine Karte ohne Projekt, Aufgabe oder Stunden lässt sich nicht bestätigen."
    ),
    # --- half heard, half said
    "Heard {said}. Which project is it?": "{said} gehört. Welches Projekt ist es?",
    "Heard “{said}”. Which project is it?": "„{said}“ gehört. Welches Projekt ist es?",
    "Heard {said}.": "{said} gehört.",
    "Heard “{said}”.": "„{said}“ gehört.",
    "Which project is it?": "Welches Projekt ist es?",
    "Was that {said}? Please say or type it once more.": "War das {said}? Bitte sag oder tippe es noch einmal.",
    "Was that “{said}”? Please say or type it once more.": "War das „{said}“? Bitte sag oder tippe es noch einmal.",
    "More was said than these entries hold. Are they right?": (
        "Es wurde mehr gesagt, als diese Einträge enthalten. Stimmen sie?"
    ),
    "{task}: by the meaning of your words.": "{task}: nach der Bedeutung deiner Worte.",
    "Only the first {number} characters were read.": "Nur die ersten {number} Zeichen wurden gelesen.",
    "There is no {said}. Which day was it?": "Einen Tag wie {said} gibt es nicht. Welcher Tag war es?",
    "There is 1 card. Which of them do you mean?": "Es gibt 1 Karte. Welche meinst du?",
    "There are {number} cards. Which of them do you mean?": "Es gibt {number} Karten. Welche davon meinst du?",
    "The same as which one?": "Dasselbe wie welche?",
    "Say “the first one again”, or “both again”.": "Sag “the first one again” oder “both again”.",
    "Which one should be taken back? Nothing was.": "Welche soll zurückgenommen werden? Nichts wurde zurückgenommen.",
    "One change at a time, please.": "Bitte eine Änderung nach der anderen.",
    "Which one gets that note?": "Welche bekommt diese Notiz?",
    "Which project was it, then?": "Welches Projekt war es dann?",
    "Say its name.": "Sag den Namen.",
    "That asks to start a timer.": "Das will einen Timer starten.",
    "That asks to stop a timer.": "Das will einen Timer anhalten.",
    "That asks to change an entry.": "Das will einen Eintrag ändern.",
    "That asks to delete an entry.": "Das will einen Eintrag löschen.",
    "That asks to log an expense.": "Das will eine Ausgabe buchen.",
    "That asks to create an invoice.": "Das will eine Rechnung erstellen.",
    "That asks to send an invoice.": "Das will eine Rechnung senden.",
    "That asks about a budget.": "Das fragt nach einem Budget.",
    "That asks about hours.": "Das fragt nach Stunden.",
    "That asks about missing time.": "Das fragt nach fehlender Zeit.",
    "That asks about an invoice.": "Das fragt nach einer Rechnung.",
    "That asks about costs.": "Das fragt nach Kosten.",
    # --- files, keys
    "A calendar's address may hold no name or password before its host.": (
        "Die Adresse eines Kalenders darf vor dem Host keinen Namen und kein Passwort enthalten."
    ),
    "That is not a file's name.": "Das ist kein Dateiname.",
    "This is a Wayland session without a message bus, over which keys could be asked for.": (
        "Das ist eine Wayland-Sitzung ohne Nachrichtenbus, über den sich Tasten erbitten ließen."
    ),
    "Windows does not answer. Start Gleaner again.": "Windows antwortet nicht. Starte Gleaner neu.",
    "notes": "Notizen",
    "date": "Datum",
    "start": "Beginn",
    "end": "Ende",
}
