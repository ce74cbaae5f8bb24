"""German for what the core says on cards and in the chat: the English pattern, and what is shown instead.

A place says what stands in it: `{number}`, `{hours}` and `{day}` take the German form, `{list}` holds several
words of the core, `{told}` a sentence of it, `{changes}` names and hours. Everything else is a name and stays as it is.
See `text/retold.py`.
"""

from __future__ import annotations

from desktop.text.german_deeds import DEEDS
from desktop.text.german_outcomes import OUTCOMES
from desktop.text.german_ports import PORTS
from desktop.text.german_terminal import SENTENCES_OF_THE_TERMINAL
from desktop.text.german_troubles import TROUBLES

SENTENCES: dict[str, str] = {
    **DEEDS,
    **PORTS,
    **OUTCOMES,
    **TROUBLES,
    **SENTENCES_OF_THE_TERMINAL,
    "{hours} h": "{hours} h",
    "{day}": "{day}",
    "{hours} on {project}, {task}, {day}": "{hours} auf {project}, {task}, {day}",
    # --- above the cards
    "1 entry for {day}.": "1 Eintrag für {day}.",
    "1 entry, {hours} for {day}.": "1 Eintrag, {hours} für {day}.",
    "{number} entries for {day}.": "{number} Einträge für {day}.",
    "{number} entries over {number2} days.": "{number} Einträge über {number2} Tage.",
    "{number} entries, {hours} for {day}.": "{number} Einträge, {hours} für {day}.",
    "{number} entries, {hours} over {number2} days.": "{number} Einträge, {hours} über {number2} Tage.",
    "More was said than they hold: please check them.": "Es wurde mehr gesagt, als sie enthalten: Bitte prüfe sie.",
    "{list}: nothing is written before you confirm.": "{list}: Nichts wird geschrieben, bevor du bestätigst.",
    "{number} cards": "{number} Karten",
    "1 more entry was": "1 weiterer Eintrag wurde",
    "{number} are shown; 1 more entry was read. Say “show the rest” to see them. They are not logged unseen.": (
        "{number} sind zu sehen; 1 weiterer Eintrag wurde gelesen. Sag “show the rest”, um ihn zu sehen. Ungesehen "
        "wird nichts gebucht."
    ),
    "{number} are shown; {number2} more entries were read. Say “show the rest” to see them. They are not "
    "logged unseen.": (
        "{number} sind zu sehen; {number2} weitere Einträge wurden gelesen. Sag “show the rest”, um sie zu sehen. "
        "Ungesehen wird nichts gebucht."
    ),
    # --- one question for all cards
    "Please check 1 entry first.": "Bitte prüfe zuerst 1 Eintrag.",
    "Please check {number} entries first.": "Bitte prüfe zuerst {number} Einträge.",
    "Is that right?": "Stimmt das?",
    "Which project?": "Welches Projekt?",
    "Which task?": "Welche Aufgabe?",
    "How many hours?": "Wie viele Stunden?",
    "Which project and which task?": "Welches Projekt und welche Aufgabe?",
    "Which project and how many hours?": "Welches Projekt und wie viele Stunden?",
    "Which task and how many hours?": "Welche Aufgabe und wie viele Stunden?",
    "Which project, which task and how many hours?": "Welches Projekt, welche Aufgabe und wie viele Stunden?",
    # --- what changed
    "Changed to {changes}.": "Geändert zu {changes}.",
    "Changed to {changes}, moved to {day}.": "Geändert zu {changes}, verschoben auf {day}.",
    "Changed to {changes}, notes now “{notes}”.": "Geändert zu {changes}, Notizen jetzt „{notes}“.",
    "Moved to {day}.": "Verschoben auf {day}.",
    "Moved to {day}, notes now “{notes}”.": "Verschoben auf {day}, Notizen jetzt „{notes}“.",
    "Notes now “{notes}”.": "Notizen jetzt „{notes}“.",
    "Notes taken away.": "Notizen entfernt.",
    "Now without a project.": "Jetzt ohne Projekt.",
    "Now without a task.": "Jetzt ohne Aufgabe.",
    "Now without hours.": "Jetzt ohne Stunden.",
    "Changed to {changes}, now without a task.": "Geändert zu {changes}, jetzt ohne Aufgabe.",
    "{name}: changed to {changes}.": "{name}: geändert zu {changes}.",
    "{name}: moved to {day}.": "{name}: verschoben auf {day}.",
    "{name}: changed to {changes}, moved to {day}.": "{name}: geändert zu {changes}, verschoben auf {day}.",
    "{name}: notes now “{notes}”.": "{name}: Notizen jetzt „{notes}“.",
    "{name}: notes taken away.": "{name}: Notizen entfernt.",
    "{name}: now without a task.": "{name}: jetzt ohne Aufgabe.",
    "{name}: now without hours.": "{name}: jetzt ohne Stunden.",
    "That is what the cards say already.": "Das steht schon auf den Karten.",
    "That is what the card says already.": "Das steht schon auf der Karte.",
    "Look at it first; “yes” then logs what the cards show.": "Sieh erst hin; „yes“ bucht dann, was die Karten zeigen.",
    "Checked. “yes” logs what the cards show.": "Geprüft. „yes“ bucht, was die Karten zeigen.",
    "Which project was it, then? Say its name.": "Welches Projekt war es dann? Nenne seinen Namen.",
    "Which client was it, then? Say its name.": "Welcher Kunde war es dann? Nenne seinen Namen.",
    "Which task was it, then? Say its name.": "Welche Aufgabe war es dann? Nenne ihren Namen.",
    "Which day was it, then?": "Welcher Tag war es dann?",
    "How long was it, then?": "Wie lange war es dann?",
    "One thing at a time, please: the change first, then the new entry. Nothing was changed.": (
        "Bitte eins nach dem anderen: erst die Änderung, dann der neue Eintrag. Nichts wurde geändert."
    ),
    "Is that more of this entry, or another entry? Nothing was changed.": (
        "Gehört das zu diesem Eintrag, oder ist es ein anderer? Nichts wurde geändert."
    ),
    "This may be a time of the day: is it how long it took?": (
        "Das kann eine Uhrzeit sein: Ist es, wie lange es gedauert hat?"
    ),
    "The project was said for another entry.": "Das Projekt wurde für einen anderen Eintrag gesagt.",
    "What is on projects that you cannot log to any more was left out.": (
        "Was auf Projekten liegt, auf die nicht mehr gebucht werden kann, wurde weggelassen."
    ),
    "All of that is on projects that you cannot log to any more.": (
        "All das liegt auf Projekten, auf die nicht mehr gebucht werden kann."
    ),
    "What is of days that are still to come was left out.": "Was an Tagen liegt, die noch kommen, wurde weggelassen.",
    "That is still to come, so nothing is logged. Say “log 2 hours on …” to log it all the same.": (
        "Das kommt erst noch, also wird nichts gebucht. Mit „log 2 hours on …“ wird es trotzdem gebucht."
    ),
    "I could not tell what to change, so the cards are as they were.": (
        "Was zu ändern ist, war nicht klar; die Karten sind, wie sie waren."
    ),
    "That changes nothing that I understand, so the cards are as they were.": (
        "Daran war nichts zu ändern, was ich verstehe; die Karten sind, wie sie waren."
    ),
    "Which one do you mean: {changes}? Nothing was changed yet.": "Welche meinst du: {changes}? Nichts wurde geändert.",
    "the one without a project": "die ohne Projekt",
    "Nothing was changed.": "Nichts wurde geändert.",
    "Nothing was written.": "Nichts wurde geschrieben.",
    "Which project is “{said}”?": "Welches Projekt ist „{said}“?",
    "Which task is “{words}”?": "Welche Aufgabe ist „{words}“?",
    "{project} has {names}. Nothing was changed.": "{project} hat {names}. Nichts wurde geändert.",
    "Which of them do you mean?": "Welche davon meinst du?",
    "How long was it?": "Wie lange war das?",
    "An entry has more than no hours.": "Ein Eintrag hat mehr als null Stunden.",
    "More or less than what?": "Mehr oder weniger als was?",
    "That card has no hours yet, so nothing was changed.": "Diese Karte hat keine Stunden; nichts wurde geändert.",
    "That would leave nothing of {hours}, so nothing was changed.": (
        "Damit bliebe nichts von {hours}; nichts wurde geändert."
    ),
    "{value} minutes or hours?": "{value} Minuten oder Stunden?",
    "Which two should be swapped?": "Welche zwei sollen getauscht werden?",
    "Swap the hours, the tasks or the days?": "Stunden, Aufgaben oder Tage tauschen?",
    "One of them has nothing to swap yet.": "Eine davon hat nichts zu tauschen.",
    "One of the projects lacks that task, so nothing was changed.": (
        "Einem der Projekte fehlt diese Aufgabe; nichts wurde geändert."
    ),
    "From which one to which?": "Von welcher zu welcher?",
    "There is not that much to move.": "So viel ist nicht da.",
    "These parts make {hours} of {hours2}, so nothing was changed.": (
        "Diese Teile ergeben {hours} von {hours2}; nichts wurde geändert."
    ),
    "How many hours for each part?": "Wie viele Stunden für jeden Teil?",
    "I could not tell what each part is, so nothing was changed.": (
        "Was die Teile sind, war nicht klar; nichts wurde geändert."
    ),
    "How much of it?": "Wie viel davon?",
    "I could not tell what that part is, so nothing was changed.": (
        "Was dieser Teil ist, war nicht klar; nichts wurde geändert."
    ),
    "A change that you asked for here was not understood.": "Eine gewünschte Änderung wurde nicht verstanden.",
    "Stopped. Nothing was changed.": "Angehalten. Nichts wurde geändert.",
    # --- a card to check
    "Is this to be logged?": "Soll das gebucht werden?",
    "Is this to be logged, and is the {list} right?": "Soll das gebucht werden, und stimmt: {list}?",
    "Is this to be logged, and are the {list} right?": "Soll das gebucht werden, und stimmt: {list}?",
    "Is the {list} right?": "Stimmt: {list}?",
    "Are the {list} right?": "Stimmt: {list}?",
    "Is it {hours}?": "Sind es {hours}?",
    "Was it {day}?": "War es {day}?",
    "Is it this project?": "Ist es dieses Projekt?",
    "Is it this task?": "Ist es diese Aufgabe?",
    "Is it this hours?": "Stimmen die Stunden?",
    "Is it this day?": "Ist es dieser Tag?",
    "Is it this entry?": "Ist es dieser Eintrag?",
    "project": "Projekt",
    "task": "Aufgabe",
    "hours": "Stunden",
    "day": "Tag",
    "entry": "Eintrag",
    "Leave it out": "Weglassen",
    "Leave this entry out": "Diesen Eintrag weglassen",
    # --- doubts and remarks
    "{day} is still ahead.": "{day} kommt erst noch.",
    "{day} is still to come.": "{day} kommt erst noch.",
    "It is just after midnight: {day}, or the evening before?": (
        "Es ist kurz nach Mitternacht: {day} oder der Abend davor?"
    ),
    "That makes {hours} on that day.": "Das ergibt {hours} an diesem Tag.",
    "Harvest already has an entry like this on that day.": "Harvest hat an diesem Tag schon einen solchen Eintrag.",
    "There is another card like this.": "Es gibt noch eine solche Karte.",
    "Sent as {start} to {end}: your account wants times.": "Gesendet als {start} bis {end}: Dein Konto will Uhrzeiten.",
    "{project} is archived: no time can be logged to it.": "{project} ist archiviert: Darauf lässt sich nichts buchen.",
    "{project} is archived, so it takes no time.": "{project} ist archiviert und nimmt keine Zeit.",
    "{task} is not a task of {project}.": "{task} ist keine Aufgabe von {project}.",
    "An entry has more than 0 and at most 24 hours, not {hours}.": (
        "Ein Eintrag hat mehr als 0 und höchstens 24 Stunden, nicht {hours}."
    ),
    "Took “{said}” for {project}.": "„{said}“ als {project} gelesen.",
    "As corrected in the same words.": "Wie in denselben Worten berichtigt.",
    "Another day was said as well.": "Es wurde noch ein anderer Tag gesagt.",
    "As long as the others together.": "So lang wie die anderen zusammen.",
    "Only if that comes true.": "Nur wenn das zutrifft.",
    "This may be a change of an entry that is there: is it new work?": (
        "Das kann die Änderung eines vorhandenen Eintrags sein: ist es neue Arbeit?"
    ),
    "At the same time as another entry.": "Zur selben Zeit wie ein anderer Eintrag.",
    "The project was said for another day.": "Das Projekt wurde bei einem anderen Tag gesagt.",
    "The day was said for another entry; taken for this one too.": (
        "Der Tag wurde bei einem anderen Eintrag gesagt; er gilt auch hier."
    ),
    "{project} has no task called “{said}”.": "{project} hat keine Aufgabe namens „{said}“.",
    "{project} has no task that is not billable.": "{project} hat keine Aufgabe, die nicht abrechenbar ist.",
    "Not billable there: {names}.": "Nicht abrechenbar dort: {names}.",
    "Which task is meant?": "Welche Aufgabe ist gemeint?",
    "No task was said; {task} is what you logged there last.": (
        "Keine Aufgabe wurde genannt; {task} hast du dort zuletzt gebucht."
    ),
    "{hours} do not fit into a day.": "{hours} passen nicht in einen Tag.",
    "{hours} are more than one day: on which days?": "{hours} sind mehr als ein Tag: An welchen Tagen?",
    "{hours} on each day, or in all?": "{hours} an jedem Tag oder insgesamt?",
    "{hours} on one day: how many are these?": "{hours} an einem Tag: Wie viele sind das hier?",
    "You said {hours} in all, these are {hours2}.": "Du sagtest {hours} insgesamt, das hier sind {hours2}.",
    "Read as {day}; day and month could be the other way round.": (
        "Als {day} gelesen; Tag und Monat könnten vertauscht sein."
    ),
    "Day and month could be the other way round.": "Tag und Monat könnten vertauscht sein.",
    "Which day is “{said}”?": "Welcher Tag ist „{said}“?",
    "For each of how many?": "Für jeden von wie vielen?",
    "This went on past midnight, so it is two entries.": "Es ging über Mitternacht, also sind es zwei Einträge.",
    "On which of these days, and how long on each?": "An welchen dieser Tage, und wie lange jeweils?",
    "The working day less what is logged on {day}.": "Der Arbeitstag ohne das, was für {day} gebucht ist.",
    "Hours or minutes?": "Stunden oder Minuten?",
    "Heard “{said}” where a number stands.": "„{said}“ gehört, wo eine Zahl steht.",
    "Heard “{said}”, but not for sure.": "„{said}“ gehört, aber nicht sicher.",
    "Heard {said}, but not for sure.": "{said} gehört, aber nicht sicher.",
    "That was said roughly.": "Das war eine ungefähre Angabe.",
    "How long was that?": "Wie lange war das?",
    "How long?": "Wie lange?",
    "Hours cannot be taken off by logging; change the entry instead.": (
        "Stunden lassen sich nicht durch Buchen abziehen; ändere stattdessen den Eintrag."
    ),
    "How long was the break?": "Wie lange war die Pause?",
    "For each of them, or for all together?": "Für jeden einzeln oder für alle zusammen?",
    "That reads like a plan. How long did you work on it?": (
        "Das liest sich wie ein Plan. Wie lange hast du daran gearbeitet?"
    ),
    "That reads like somebody else's work. How long did you work on it?": (
        "Das liest sich wie die Arbeit von jemand anderem. Wie lange hast du daran gearbeitet?"
    ),
    "That reads like a plan, or like somebody else's work. Say “log 2 hours on …” for your own.": (
        "Das liest sich wie ein Plan oder wie die Arbeit von jemand anderem. Für deine eigene sag “log 2 hours on …”."
    ),
    "These rows are of several people. How long did you work on it?": (
        "Diese Zeilen sind von mehreren Leuten. Wie lange hast du daran gearbeitet?"
    ),
    "How many hours of it are these?": "Wie viele Stunden davon sind das hier?",
    "How many hours were that?": "Wie viele Stunden waren das?",
    "From when to when? That could be morning or evening.": "Von wann bis wann? Es könnte morgens oder abends sein.",
    "Which day was that? Look at the date.": "Welcher Tag war das? Prüfe das Datum.",
    "When did that begin?": "Wann fing das an?",
    "Taken as so many times that length, in one entry.": "Als so oft diese Dauer gelesen, in einem Eintrag.",
    "What you logged most often lately.": "Was du zuletzt am häufigsten gebucht hast.",
    "Copied from {day}.": "Kopiert von {day}.",
    "Is “{word}” a day? Only English is read.": "Ist „{word}“ ein Tag? Gelesen wird nur Englisch.",
    "There is nothing logged on {day} to copy.": "Für {day} ist nichts gebucht, was sich kopieren ließe.",
    "Say the change on its own, once the copied entries are there.": (
        "Sag die Änderung für sich, sobald die kopierten Einträge da sind."
    ),
    "As you logged it on {day}.": "Wie du es zuletzt gebucht hast ({day}).",
    "That does not say what to log. Try “2 hours on …”, with the project's or client's name.": (
        "Was zu buchen ist, steht da nicht. Versuch “2 hours on …”, mit dem Namen von Projekt oder Kunde."
    ),
    "The same was just logged: {hours} on {project}, {task}. Once more?": (
        "Das wurde gerade gebucht: {hours} auf {project}, {task}. Noch einmal?"
    ),
    "When you say “{said}”, do you always mean {project}?": "Meinst du mit „{said}“ immer {project}?",
    # --- what became of it
    "Logged 1 entry, {hours}.": "1 Eintrag gebucht, {hours}.",
    "Logged {number} entries, {hours}.": "{number} Einträge gebucht, {hours}.",
    "Harvest refused 1 entry: {told}": "Harvest hat 1 Eintrag abgelehnt: {told}",
    "Harvest refused {number} entries: {told}": "Harvest hat {number} Einträge abgelehnt: {told}",
    "1 entry waits for Harvest and will be sent by itself.": (
        "1 Eintrag wartet auf Harvest und wird von selbst gesendet."
    ),
    "{number} entries wait for Harvest and will be sent by itself.": (
        "{number} Einträge warten auf Harvest und werden von selbst gesendet."
    ),
    "1 entry is not settled: {told}": "1 Eintrag ist offen: {told}",
    "{number} entries are not settled: {told}": "{number} Einträge sind offen: {told}",
    "Not done: {told}": "Nicht erledigt: {told}",
    "It is not settled.": "Es ist offen.",
    "Which one is to be like which? Nothing was changed.": "Welcher soll wie welcher werden? Nichts wurde geändert.",
    "The notes do not say “{old}”. Nothing was changed.": "In den Notizen steht nicht „{old}“. Nichts wurde geändert.",
    "There is nothing logged in that week to copy.": "In dieser Woche ist nichts gebucht, was zu kopieren wäre.",
    "All of that is of days that are still to come.": "All das gehört zu Tagen, die noch kommen.",
    "Which {what} was it, then? Say its name.": "Was war es dann ({what})? Nenne den Namen.",
    "Not named; {name} by the words around it.": "Nicht genannt; {name} nach den Worten ringsum.",
    "Not named in full; {name} by the words around it.": "Nicht ganz genannt; {name} nach den Worten ringsum.",
    "The other one may be of another project.": "Das andere kann zu einem anderen Projekt gehören.",
    "Taken for {name} ({client}).": "Verstanden als {name} ({client}).",
    "There is nothing to undo.": "Es gibt nichts zurückzunehmen.",
    "Not undone. That was confirmed in another account; change to that one to take it back.": (
        "Nicht zurückgenommen. Das wurde in einem anderen Konto bestätigt; wechsle dorthin, um es zurückzunehmen."
    ),
    "Undone: {summary}.": "Zurückgenommen: {summary}.",
    "Taken back before it was sent.": "Zurückgenommen, bevor es gesendet wurde.",
    "That was taken back already.": "Das wurde schon zurückgenommen.",
    "Harvest refused that, so there is nothing to undo.": "Harvest hat das abgelehnt; es gibt nichts zurückzunehmen.",
    "Not undone.": "Nicht zurückgenommen.",
    "It will be undone as soon as Harvest answers.": "Es wird zurückgenommen, sobald Harvest antwortet.",
    "It is not clear whether Harvest has it.": "Es ist nicht klar, ob Harvest es hat.",
    "Please try again when Harvest answers.": "Bitte versuch es noch einmal, wenn Harvest antwortet.",
    "The timer that ran before runs again.": "Der Timer, der vorher lief, läuft wieder.",
    "The timer that ran before could not be started again.": (
        "Der Timer, der vorher lief, ließ sich nicht wieder starten."
    ),
    "No card is open. What was logged stays; “undo” takes it back.": (
        "Keine Karte ist offen. Gebuchtes bleibt; “undo” nimmt es zurück."
    ),
    "That is dropped already; “undo” brings it back.": "Das ist schon verworfen; “undo” bringt es zurück.",
    "What was logged stays.": "Gebuchtes bleibt.",
    "What else is open stays.": "Was sonst offen ist, bleibt.",
    "What was done last is no entry that Harvest has now.": "Das Letzte ist kein Eintrag, den Harvest jetzt hat.",
    "Say which entry is to be deleted.": "Sag, welcher Eintrag gelöscht werden soll.",
    "There is nothing to log right now.": "Gerade gibt es nichts zu buchen.",
    "The cards are as they were before that.": "Die Karten sind wieder wie davor.",
    "Dropped what was just said.": "Das eben Gesagte wurde verworfen.",
    "Nothing was taken back. Press Ctrl+Z, or type “undo”, to take the last entries back.": (
        "Nichts wurde zurückgenommen. Strg+Z oder “undo” nimmt die letzten Einträge zurück."
    ),
    "Confirm it on its card.": "Bestätige es auf der Karte.",
    "Press Enter to log what the cards show.": "Enter bucht, was die Karten zeigen.",
    "Something is still open.": "Etwas ist noch offen.",
    "Dropped 1 card.": "1 Karte verworfen.",
    "Dropped {number} cards.": "{number} Karten verworfen.",
    "1 entry that was not shown is dropped, too.": "1 Eintrag, der nicht zu sehen war, ist ebenfalls verworfen.",
    "{number} entries that were not shown are dropped, too.": (
        "{number} Einträge, die nicht zu sehen waren, sind ebenfalls verworfen."
    ),
    "in Harvest": "in Harvest",
    "waits": "wartet",
    "needs a look": "ist zu prüfen",
    "refused": "abgelehnt",
    "taken back": "zurückgenommen",
    "forgotten": "vergessen",
    "deleted": "gelöscht",
    "Sent again, as you decided.": "Noch einmal gesendet, wie du entschieden hast.",
    "You said that it was done.": "Du hast gesagt, dass es erledigt ist.",
    "Dropped before it was sent.": "Verworfen, bevor es gesendet wurde.",
    "Nothing was sent, and the cards are still here: please confirm again then.": (
        "Nichts wurde gesendet, und die Karten sind noch da: Bitte bestätige sie dann noch einmal."
    ),
    # --- what Harvest did
    "It was changed in Harvest since, so it was left as it is.": (
        "Es wurde seither in Harvest geändert und blieb, wie es ist."
    ),
    "It is not in Harvest any more.": "Es ist nicht mehr in Harvest.",
    "It was already gone from Harvest.": "Es war schon nicht mehr in Harvest.",
    "What was split off it stays.": "Was davon abgeteilt wurde, bleibt.",
    "It was changed from here since; take that change back first.": (
        "Es wurde seither von hier geändert; nimm zuerst diese Änderung zurück."
    ),
    "Harvest stored {hours}, not the {hours2} on the card.": (
        "Harvest hat {hours} gespeichert, nicht die {hours2} der Karte."
    ),
    "Harvest had started a timer; it was stopped and set to the hours on the card.": (
        "Harvest hatte einen Timer gestartet; er wurde angehalten und auf die Stunden der Karte gesetzt."
    ),
    "Harvest started a timer instead of storing the hours; it was removed again.": (
        "Harvest hat einen Timer gestartet, statt die Stunden zu speichern; er wurde wieder entfernt."
    ),
    "Harvest has locked this entry.": "Harvest hat diesen Eintrag gesperrt.",
    "Harvest had stored it twice; the second copy was removed.": (
        "Harvest hatte es zweimal gespeichert; das zweite wurde entfernt."
    ),
    "Harvest may have stored this twice. Please have a look at that day.": (
        "Harvest hat es vielleicht zweimal gespeichert. Bitte sieh dir diesen Tag an."
    ),
    "Harvest gave no clear answer, and does not list this e-mail. It was not sent again: please look, and decide.": (
        "Harvest gab keine klare Antwort und führt diese E-Mail nicht auf. Sie wurde nicht noch einmal gesendet: Bitte "
        "sieh nach und entscheide."
    ),
    "More than a minute has passed since it was confirmed. A timer counts from now, so nothing was sent.": (
        "Seit der Bestätigung ist mehr als eine Minute vergangen. Ein Timer zählt ab jetzt; nichts wurde gesendet."
    ),
    "Harvest gave no clear answer in time and does not show it, so it was not sent again. Please look at your "
    "timers.": (
        "Harvest gab rechtzeitig keine klare Antwort und zeigt es nicht; es wurde nicht noch einmal gesendet. Bitte "
        "sieh nach deinen Timern."
    ),
    "The journal's copy of this was damaged before it was sent, so it was not sent. Please log it anew.": (
        "Die Kopie im Journal wurde vor dem Senden beschädigt; nichts wurde gesendet. Bitte buche es neu."
    ),
    "The journal was damaged, and it cannot be told any more whether this was sent. Please look, and decide.": (
        "Das Journal wurde beschädigt; ob das gesendet wurde, lässt sich nicht mehr sagen. Bitte sieh nach und "
        "entscheide."
    ),
}
